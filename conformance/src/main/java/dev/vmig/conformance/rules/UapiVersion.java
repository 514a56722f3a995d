package dev.vmig.conformance.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.Validate;

/** The release of Linux that identifies a uAPI, which has no version of its own. */
public record UapiVersion(int major, int minor) implements Comparable<UapiVersion> {
    /** The first release with migration v2. */
    public static final UapiVersion V2 = new UapiVersion(5, 18);
    /** The first release with {@code VFIO_PRECOPY_INFO_REINIT}. */
    public static final UapiVersion REINIT = new UapiVersion(7, 1);

    /** Later than any release. */
    public static final UapiVersion NEVER = new UapiVersion(Integer.MAX_VALUE, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

    /** Reads {@code 7.1}. */
    @JsonCreator
    public static UapiVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        Validate.isTrue(matcher.matches(), "uAPI version: %s (expected: a release of Linux, such as 7.1)", text);
        return new UapiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(UapiVersion other) {
        return Comparator.comparingInt(UapiVersion::major)
                .thenComparingInt(UapiVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
