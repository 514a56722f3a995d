// SPDX-License-Identifier: GPL-2.0
/*
 * The admin virtqueue of a virtio owner, simulated: the seven entry points that the vfio-virtio driver calls, with the device
 * parts of two VFs behind them. The driver is compiled with -Dvirtio_pci_admin_X=vmig_admin_X, its sources as they are.
 *
 * A VF has one image of device parts (Virtio 1.4, 2.12.1.4.1), a mode, and objects. A set replaces the image if its parts are
 * whole. A function-level reset, noticed by a probe on pcie_flr(), makes the VF run with the image of a new device.
 */
#include <linux/bitmap.h>
#include <linux/kprobes.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/virtio_pci.h>

#include "vmig_admin.h"

/* Few, so that one that is lost is missed. */
#define OBJECTS 2
#define PART_HEADER 16
#define PART_RESERVED 3
#define PART_LENGTH 12

static struct vf {
	struct vmig_admin_view view;
	struct vmig_admin_log log;
	struct vmig_admin_fault fault;
	DECLARE_BITMAP(objects, OBJECTS);
} vfs[VMIG_ADMIN_VFS];

/* The probe runs without sleeping. */
static DEFINE_SPINLOCK(lock);

static struct vf *vf_of(struct pci_dev *pdev)
{
	int id = pci_iov_vf_id(pdev);

	return id >= 0 && id < VMIG_ADMIN_VFS ? &vfs[id] : NULL;
}

/* Two parts: type, flags, reserved, selector, length, value. */
static void fill(struct vf *vf, u32 number)
{
	static const struct {
		u16 type;
		u16 value;
	} parts[] = { { 0x100, 8 }, { 0x101, 48 } };
	u8 *at = vf->view.parts;

	memset(vf->view.parts, 0, sizeof(vf->view.parts));
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		*(__le16 *)at = cpu_to_le16(parts[i].type);
		*(__le32 *)(at + PART_LENGTH) = cpu_to_le32(parts[i].value);
		at += PART_HEADER;
		for (u16 byte = 0; byte < parts[i].value; byte++)
			*at++ = (u8)(number * 16 + byte * (number ? 1 : 0));
	}
	vf->view.length = at - vf->view.parts;
}

static void reset(struct vf *vf)
{
	vf->view.running = true;
	fill(vf, 0);
}

/* Whether the command fails, by the schedule or since it was asked for. */
static int begin(struct vf *vf, u16 opcode, u8 type, u32 object)
{
	u32 at = vf->view.sent++;
	bool fails = vf->view.pending;

	vf->view.pending = false;
	if (vf->fault.skip) {
		vf->fault.skip--;
	} else if (vf->fault.times) {
		vf->fault.times--;
		vf->view.struck++;
		fails = true;
	}
	if (at < VMIG_ADMIN_COMMANDS)
		vf->log.commands[at] = (struct vmig_admin_command){ .opcode = opcode, .type = type, .object = object };
	vf->log.count = min(at + 1, VMIG_ADMIN_COMMANDS);
	return fails ? -EIO : 0;
}

static int end(struct vf *vf, int error)
{
	if (vf->view.sent <= VMIG_ADMIN_COMMANDS)
		vf->log.commands[vf->view.sent - 1].succeeded = !error;
	return error;
}

static bool is_object(const struct vf *vf, u16 type, u32 id)
{
	return type == VIRTIO_RESOURCE_OBJ_DEV_PARTS && id < OBJECTS && test_bit(id, vf->objects);
}

bool vmig_admin_has_dev_parts(struct pci_dev *pdev);
int vmig_admin_mode_set(struct pci_dev *pdev, u8 mode);
int vmig_admin_obj_create(struct pci_dev *pdev, u16 obj_type, u8 operation_type, u32 *obj_id);
int vmig_admin_obj_destroy(struct pci_dev *pdev, u16 obj_type, u32 id);
int vmig_admin_dev_parts_metadata_get(struct pci_dev *pdev, u16 obj_type, u32 id, u8 metadata_type, u32 *out);
int vmig_admin_dev_parts_get(struct pci_dev *pdev, u16 obj_type, u32 id, u8 get_type, struct scatterlist *res_sg,
			     u32 *res_size);
int vmig_admin_dev_parts_set(struct pci_dev *pdev, struct scatterlist *data_sg);

/* The driver asks when it is bound. QEMU resets a function at once: without this each reset takes 100 ms. */
bool vmig_admin_has_dev_parts(struct pci_dev *pdev)
{
	pdev->imm_ready = 1;
	return vf_of(pdev) != NULL;
}
EXPORT_SYMBOL_GPL(vmig_admin_has_dev_parts);

int vmig_admin_mode_set(struct pci_dev *pdev, u8 mode)
{
	struct vf *vf = vf_of(pdev);
	int error;

	if (!vf)
		return -ENODEV;
	guard(spinlock_irqsave)(&lock);
	error = begin(vf, VIRTIO_ADMIN_CMD_DEV_MODE_SET, mode, 0);
	if (!error)
		vf->view.running = !(mode & BIT(VIRTIO_ADMIN_CMD_DEV_MODE_F_STOPPED));
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_mode_set);

int vmig_admin_obj_create(struct pci_dev *pdev, u16 obj_type, u8 operation_type, u32 *obj_id)
{
	struct vf *vf = vf_of(pdev);
	u32 id;
	int error;

	if (!vf)
		return -ENODEV;
	guard(spinlock_irqsave)(&lock);
	id = find_first_zero_bit(vf->objects, OBJECTS);
	error = begin(vf, VIRTIO_ADMIN_CMD_RESOURCE_OBJ_CREATE, operation_type, id);
	if (!error && (id == OBJECTS || obj_type != VIRTIO_RESOURCE_OBJ_DEV_PARTS))
		error = -EINVAL;
	if (!error) {
		set_bit(id, vf->objects);
		*obj_id = id;
	}
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_obj_create);

int vmig_admin_obj_destroy(struct pci_dev *pdev, u16 obj_type, u32 id)
{
	struct vf *vf = vf_of(pdev);
	int error;

	if (!vf)
		return -ENODEV;
	guard(spinlock_irqsave)(&lock);
	error = begin(vf, VIRTIO_ADMIN_CMD_RESOURCE_OBJ_DESTROY, 0, id);
	if (!error && !is_object(vf, obj_type, id))
		error = -EINVAL;
	if (!error)
		clear_bit(id, vf->objects);
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_obj_destroy);

int vmig_admin_dev_parts_metadata_get(struct pci_dev *pdev, u16 obj_type, u32 id, u8 metadata_type, u32 *out)
{
	struct vf *vf = vf_of(pdev);
	int error;

	if (!vf)
		return -ENODEV;
	guard(spinlock_irqsave)(&lock);
	error = begin(vf, VIRTIO_ADMIN_CMD_DEV_PARTS_METADATA_GET, metadata_type, id);
	if (!error && (!is_object(vf, obj_type, id) || metadata_type != VIRTIO_ADMIN_CMD_DEV_PARTS_METADATA_TYPE_SIZE))
		error = -EINVAL;
	if (!error)
		*out = vf->view.length;
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_dev_parts_metadata_get);

int vmig_admin_dev_parts_get(struct pci_dev *pdev, u16 obj_type, u32 id, u8 get_type, struct scatterlist *res_sg,
			     u32 *res_size)
{
	struct vf *vf = vf_of(pdev);
	int error;

	if (!vf)
		return -ENODEV;
	guard(spinlock_irqsave)(&lock);
	error = begin(vf, VIRTIO_ADMIN_CMD_DEV_PARTS_GET, get_type, id);
	if (!error && (!is_object(vf, obj_type, id) || get_type != VIRTIO_ADMIN_CMD_DEV_PARTS_GET_TYPE_ALL))
		error = -EINVAL;
	if (!error)
		*res_size = sg_copy_from_buffer(res_sg, sg_nents(res_sg), vf->view.parts, vf->view.length);
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_dev_parts_get);

/* Whether the parts are whole. What is reserved in them is ignored, and not kept. */
static bool take(u8 *parts, size_t length)
{
	while (length >= PART_HEADER) {
		u32 value = le32_to_cpu(*(const __le32 *)(parts + PART_LENGTH));

		if (value > length - PART_HEADER)
			return false;
		parts[PART_RESERVED] = 0;
		parts += PART_HEADER + value;
		length -= PART_HEADER + value;
	}
	return !length;
}

int vmig_admin_dev_parts_set(struct pci_dev *pdev, struct scatterlist *data_sg)
{
	struct virtio_admin_cmd_resource_obj_cmd_hdr header;
	u8 parts[VMIG_ADMIN_PARTS];
	struct vf *vf = vf_of(pdev);
	size_t length = 0;
	int nents = sg_nents(data_sg);
	int error;

	if (!vf)
		return -ENODEV;
	for (struct scatterlist *sg = data_sg; sg; sg = sg_next(sg))
		length += sg->length;
	guard(spinlock_irqsave)(&lock);
	if (sg_copy_to_buffer(data_sg, nents, &header, sizeof(header)) < sizeof(header))
		memset(&header, 0xff, sizeof(header));
	error = begin(vf, VIRTIO_ADMIN_CMD_DEV_PARTS_SET, 0, le32_to_cpu(header.id));
	length -= min(length, sizeof(header));
	if (!error && (!is_object(vf, le16_to_cpu(header.type), le32_to_cpu(header.id)) || !length ||
		       length > sizeof(parts)))
		error = -EINVAL;
	if (!error) {
		sg_pcopy_to_buffer(data_sg, nents, parts, length, sizeof(header));
		if (take(parts, length)) {
			memcpy(vf->view.parts, parts, length);
			vf->view.length = length;
		} else {
			error = -EINVAL;
		}
	}
	return end(vf, error);
}
EXPORT_SYMBOL_GPL(vmig_admin_dev_parts_set);

static int reset_seen(struct kprobe *probe, struct pt_regs *regs)
{
	struct pci_dev *pdev = (struct pci_dev *)regs_get_kernel_argument(regs, 0);
	struct vf *vf = pdev->is_virtfn ? vf_of(pdev) : NULL;
	unsigned long flags;

	if (vf) {
		spin_lock_irqsave(&lock, flags);
		reset(vf);
		spin_unlock_irqrestore(&lock, flags);
	}
	return 0;
}

static struct kprobe probe = { .symbol_name = "pcie_flr", .pre_handler = reset_seen };

static void renew(void)
{
	for (u32 i = 0; i < VMIG_ADMIN_VFS; i++) {
		memset(&vfs[i], 0, sizeof(vfs[i]));
		vfs[i].view.vf = i;
		vfs[i].log.vf = i;
		reset(&vfs[i]);
	}
}

static long change(unsigned int command, const struct vmig_admin_fault *call)
{
	struct vf *vf;

	guard(spinlock_irqsave)(&lock);
	if (command == VMIG_ADMIN_RENEW) {
		renew();
		return 0;
	}
	if (call->vf >= VMIG_ADMIN_VFS)
		return -EINVAL;
	vf = &vfs[call->vf];
	switch (command) {
	case VMIG_ADMIN_SET_UP:
		fill(vf, call->skip + 1);
		return 0;
	case VMIG_ADMIN_FAIL_NEXT:
		vf->view.pending = true;
		return 0;
	case VMIG_ADMIN_FAIL:
		vf->fault = *call;
		return 0;
	default:
		return -ENOTTY;
	}
}

/* A copy, as the lock is not held while the caller's memory is written. */
static long look(const void *what, size_t size, void __user *caller)
{
	void *copy = kmalloc(size, GFP_KERNEL);
	long result = -EFAULT;

	if (!copy)
		return -ENOMEM;
	scoped_guard(spinlock_irqsave, &lock)
		memcpy(copy, what, size);
	if (!copy_to_user(caller, copy, size))
		result = 0;
	kfree(copy);
	return result;
}

static long vmig_admin_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	void __user *caller = (void __user *)argument;
	struct vmig_admin_fault call = {};

	if (_IOC_DIR(command) == _IOC_WRITE && copy_from_user(&call, caller, min(_IOC_SIZE(command), sizeof(call))))
		return -EFAULT;
	if (command != VMIG_ADMIN_VIEW && command != VMIG_ADMIN_LOG)
		return change(command, &call);
	if (get_user(call.vf, (u32 __user *)caller))
		return -EFAULT;
	if (call.vf >= VMIG_ADMIN_VFS)
		return -EINVAL;
	return command == VMIG_ADMIN_VIEW ? look(&vfs[call.vf].view, sizeof(vfs[call.vf].view), caller) :
					    look(&vfs[call.vf].log, sizeof(vfs[call.vf].log), caller);
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = vmig_admin_ioctl,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "vmig_admin",
	.fops = &operations,
	.mode = 0600,
};

static int __init vmig_admin_init(void)
{
	int error = register_kprobe(&probe);

	if (error)
		return error;
	renew();
	error = misc_register(&device);
	if (error)
		unregister_kprobe(&probe);
	return error;
}
module_init(vmig_admin_init);

static void __exit vmig_admin_exit(void)
{
	misc_deregister(&device);
	unregister_kprobe(&probe);
}
module_exit(vmig_admin_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Simulated admin virtqueue of a virtio owner");
