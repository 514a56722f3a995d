/**
 * What pre-copy of device state is worth: the same VF, moved with three schemes in virtual time, by the same driver, VMM and
 * device.
 *
 * <pre>
 *   scheme     while the source runs                        in the downtime
 *   NONE       nothing                                      whole image, first load
 *   LINUX      whole images, at most one a second           whole image, later load
 *   PARTIAL    whole image, then what differs, at the end   what differs, later load
 * </pre>
 *
 * <p>{@link dev.vmig.vmm.downtime.DowntimeModel} says what takes how long, {@link
 * dev.vmig.vmm.downtime.DowntimeScenario} what is moved, {@link dev.vmig.vmm.downtime.DowntimeRun} moves it.
 */
@NullMarked
package dev.vmig.vmm.downtime;

import org.jspecify.annotations.NullMarked;
