/**
 * What is only seen when much happens at once, often, or at the worst moment. All of it is drawn from seeds and runs in
 * virtual time, so that a run that fails fails again.
 *
 * <table>
 *   <caption>What is done, and what must hold</caption>
 *   <tr><th>test</th><th>what is done</th><th>what must hold</th></tr>
 *   <tr><td>StormTest</td><td>64 VFs migrate at once, commands fail and hang, functions and owners are reset</td>
 *       <td>each arrives or runs on; ids never collide; nothing is left</td></tr>
 *   <tr><td>OneCommandAMemberTest</td><td>ids run out, and those of a busy VF are reclaimed</td>
 *       <td>one command of a VF at a time</td></tr>
 *   <tr><td>ResetInterleavingTest</td><td>a reset at every step of every call, and two at every pair of steps</td>
 *       <td>RUNNING, nothing left, files dead, and a migration succeeds</td></tr>
 *   <tr><td>DamagedStreamTest</td><td>every byte of a stream changed, every end cut off</td>
 *       <td>taken as it reads, or refused; never half</td></tr>
 *   <tr><td>LargeStreamTest</td><td>bytes and parts changed, moved, added, removed at random</td><td>the same</td></tr>
 *   <tr><td>MemoryTest</td><td>records that claim 4 GiB</td><td>64 MiB of heap are enough</td></tr>
 *   <tr><td>PingPongTest</td><td>a device migrates a thousand times</td><td>it is the same every time</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.properties.stress;

import org.jspecify.annotations.NullMarked;
