package dev.vmig.perf.scale;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The straight line with the least squares.
 *
 * @param slope growth for each one more
 * @param intercept where it begins
 * @param rSquared how much of the variation it explains, 1 if all
 */
record LinearFit(double slope, double intercept, double rSquared) {
    /** Through at least two points of different abscissa. */
    static <T> LinearFit of(List<T> points, ToDoubleFunction<T> abscissa, ToDoubleFunction<T> ordinate) {
        double meanX = points.stream().mapToDouble(abscissa).average().orElseThrow();
        double meanY = points.stream().mapToDouble(ordinate).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (T point : points) {
            double x = abscissa.applyAsDouble(point) - meanX;
            double y = ordinate.applyAsDouble(point) - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double slope = xy / xx;
        return new LinearFit(slope, meanY - slope * meanX, yy == 0 ? 1 : xy * xy / (xx * yy));
    }
}
