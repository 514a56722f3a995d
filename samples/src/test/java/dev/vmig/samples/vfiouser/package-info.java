/** The vfio-user protocol with drivers that come with vmig at the other end. */
@NullMarked
package dev.vmig.samples.vfiouser;

import org.jspecify.annotations.NullMarked;
