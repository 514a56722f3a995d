/* SPDX-License-Identifier: (GPL-2.0 WITH Linux-syscall-note) OR Apache-2.0 */
/* What the agent asks of vmig_admin.ko, by ioctls on /dev/vmig_admin. */
#ifndef VMIG_ADMIN_H
#define VMIG_ADMIN_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define VMIG_ADMIN_PATH "/dev/vmig_admin"
#define VMIG_ADMIN_VFS 2U
#define VMIG_ADMIN_PARTS 1024U
#define VMIG_ADMIN_COMMANDS 4096U

/* A VF by its index, and what is asked about it or done to it. */
struct vmig_admin_vf {
	__u32 vf;
	__u32 number;
};

/* After "skip" commands "times" commands fail. */
struct vmig_admin_fault {
	__u32 vf;
	__u32 skip;
	__u32 times;
};

struct vmig_admin_view {
	__u32 vf;
	__u32 running;
	__u32 sent;    /* commands so far; the first VMIG_ADMIN_COMMANDS of them are kept */
	__u32 pending; /* VMIG_ADMIN_FAIL_NEXT has still to come */
	__u32 struck;  /* commands that VMIG_ADMIN_FAIL has made fail */
	__u32 length;
	__u8 parts[VMIG_ADMIN_PARTS];
};

/* A command: opcode and type of the object or of the request, as in linux/virtio_pci.h. */
struct vmig_admin_command {
	__u16 opcode;
	__u8 type;
	__u8 succeeded;
	__u32 object;
};

struct vmig_admin_log {
	__u32 vf;
	__u32 count;
	struct vmig_admin_command commands[VMIG_ADMIN_COMMANDS];
};

/* Forgets commands, objects and failures of both VFs, which are as after a function-level reset. */
#define VMIG_ADMIN_RENEW _IO('v', 0)
/* The guest gives the device contents that "number" chooses. */
#define VMIG_ADMIN_SET_UP _IOW('v', 1, struct vmig_admin_vf)
#define VMIG_ADMIN_FAIL_NEXT _IOW('v', 2, struct vmig_admin_vf)
#define VMIG_ADMIN_FAIL _IOW('v', 3, struct vmig_admin_fault)
#define VMIG_ADMIN_VIEW _IOWR('v', 4, struct vmig_admin_view)
/* struct vmig_admin_log, which is too long for a size of an ioctl */
#define VMIG_ADMIN_LOG _IO('v', 5)

#endif
