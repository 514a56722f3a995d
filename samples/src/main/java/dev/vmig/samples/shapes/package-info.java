/**
 * Drivers that follow the contract in other architectures than that of vfio-virtio. Each is small enough to start from:
 * to write a driver, take the closest one.
 *
 * <table>
 *   <caption>The shapes</caption>
 *   <tr><th></th><th>plain</th><th>pds</th><th>hisi</th><th>mlx5</th><th>mtty</th></tr>
 *   <tr><td>features</td><td>1</td><td>3</td><td>5</td><td>7</td><td>7</td></tr>
 *   <tr><td>stops</td><td>at STOP</td><td>P2P, then all</td><td>at STOP or STOP_COPY</td>
 *       <td>initiator at P2P, responder at STOP</td><td>no command</td></tr>
 *   <tr><td>PRE_COPY delivers</td><td>-</td><td>-</td><td>match data</td><td>the state, then changes</td>
 *       <td>a header</td></tr>
 *   <tr><td>STOP_COPY delivers</td><td>the state</td><td>the state</td><td>the state</td><td>changes since</td>
 *       <td>the ports</td></tr>
 *   <tr><td>a read</td><td>never waits</td><td>never waits</td><td>never waits</td><td>EAGAIN until it is saved</td>
 *       <td>never waits</td></tr>
 *   <tr><td>loads</td><td>at RESUMING&gt;STOP</td><td>at RESUMING&gt;STOP</td><td>at RESUMING&gt;STOP</td>
 *       <td>with each whole record</td><td>at RESUMING&gt;STOP</td></tr>
 *   <tr><td>a command fails</td><td>errno</td><td>ERROR</td><td>errno</td><td>errno, or the session fails</td><td>-</td></tr>
 *   <tr><td>REINIT</td><td>-</td><td>-</td><td>-</td><td>when most has changed</td><td>-</td></tr>
 *   <tr><td>Linux departs</td><td>-</td><td>K-12</td><td>K-11</td><td>K-1, K-3, K-13; once H-8</td><td>K-11</td></tr>
 * </table>
 *
 * <p>The behaviour is that of drivers/vfio/pci/{pds,hisilicon,mlx5} and samples/vfio-mdev/mtty.c of Linux; the code is
 * independent, and the devices are simulated. {@link dev.vmig.samples.shapes.BasicDriver} is their base class;
 * {@code execute} of each driver has all of its arcs. Departures are off unless the name of a driver enables them.
 */
@NullMarked
package dev.vmig.samples.shapes;

import org.jspecify.annotations.NullMarked;
