// SPDX-License-Identifier: GPL-2.0
/*
 * Asks the kernel's vfio_mig_get_next_state() for the next state of each request, and prints the answers as the rows that
 * "vmig table --format csv" prints: features,current,requested,next,errno. A number beyond the states is asked for, too.
 *
 * The function warns of a current state that the device lacks; rows are errors, so that a console without warnings has them.
 * Loading the module always fails with ECANCELED, so that nothing stays in the kernel.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vfio.h>

#define PREFIX KBUILD_MODNAME ": "
#define FEATURE_SETS (2 * VFIO_MIGRATION_PRE_COPY)

static const char *const names[VFIO_DEVICE_STATE_NR + 1] = {
	[VFIO_DEVICE_STATE_ERROR] = "ERROR",
	[VFIO_DEVICE_STATE_STOP] = "STOP",
	[VFIO_DEVICE_STATE_RUNNING] = "RUNNING",
	[VFIO_DEVICE_STATE_STOP_COPY] = "STOP_COPY",
	[VFIO_DEVICE_STATE_RESUMING] = "RESUMING",
	[VFIO_DEVICE_STATE_RUNNING_P2P] = "RUNNING_P2P",
	[VFIO_DEVICE_STATE_PRE_COPY] = "PRE_COPY",
	[VFIO_DEVICE_STATE_PRE_COPY_P2P] = "PRE_COPY_P2P",
	[VFIO_DEVICE_STATE_NR] = "8",
};

/* Each row as soon as it is known: a call that never returns is the one after the last row. */
static void ask(struct vfio_device *device, int current_state, int requested)
{
	enum vfio_device_mig_state next = VFIO_DEVICE_STATE_NR;
	int ret = vfio_mig_get_next_state(device, current_state, requested, &next);

	if (!ret && (unsigned int)next < VFIO_DEVICE_STATE_NR)
		pr_err(PREFIX "%llu,%s,%s,%s,0\n", device->migration_flags, names[current_state],
			  names[requested], names[next]);
	else if (ret == -EINVAL)
		pr_err(PREFIX "%llu,%s,%s,,EINVAL\n", device->migration_flags, names[current_state],
			  names[requested]);
	else
		pr_err(PREFIX "%llu,%s,%s,%u,%d\n", device->migration_flags, names[current_state],
			  names[requested], next, -ret);
}

static int __init vmig_nextstate_init(void)
{
	struct vfio_device *device = kzalloc(sizeof(*device), GFP_KERNEL);

	if (!device)
		return -ENOMEM;
	pr_err(PREFIX "features,current,requested,next,errno\n");
	for (u64 features = 0; features < FEATURE_SETS; features++) {
		device->migration_flags = features;
		for (int state = 0; state < VFIO_DEVICE_STATE_NR; state++)
			for (int requested = 0; requested <= VFIO_DEVICE_STATE_NR; requested++)
				ask(device, state, requested);
	}
	kfree(device);
	return -ECANCELED;
}
module_init(vmig_nextstate_init);

MODULE_DESCRIPTION("The next-state function of VFIO migration, as a table");
MODULE_LICENSE("GPL");
