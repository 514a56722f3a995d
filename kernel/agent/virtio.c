/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../admin/vmig_admin.h"
#include "backend.h"
#include "uapi.h"

#define PCI_DEVICES "/sys/bus/pci/devices"

/* Admin commands: Virtio 1.4, 2.12.1; linux/virtio_pci.h of 6.13. */
enum { OBJ_CREATE = 0xa, OBJ_DESTROY = 0xd, METADATA_GET = 0xe, PARTS_GET = 0xf, PARTS_SET = 0x10, MODE_SET = 0x11 };

/* Of the simulated admin virtqueue. */
static int control = -1;

static int ask(unsigned long request, void *argument) {
    return ioctl(control, request, argument) < 0 ? errno : 0;
}

static unsigned vf_of(const struct device *device) {
    /* Functions 1 and 2 are the VFs 0 and 1. */
    size_t length = strlen(device->name);
    return length && device->name[length - 1] == '2' ? 1 : 0;
}

/* The first function that can have VFs. */
static int find_owner(char *path, size_t space) {
    DIR *devices = opendir(PCI_DEVICES);
    int found = 0;

    for (struct dirent *entry = devices ? readdir(devices) : NULL; entry && !found; entry = readdir(devices)) {
        snprintf(path, space, PCI_DEVICES "/%.32s/sriov_totalvfs", entry->d_name);
        found = !access(path, R_OK);
        snprintf(path, space, PCI_DEVICES "/%.32s", entry->d_name);
    }
    if (devices)
        closedir(devices);
    return found ? 0 : failed(PCI_DEVICES ": no function has VFs");
}

static int set_attribute(const char *folder, const char *name, const char *value) {
    char path[3 * NAME_SPACE];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return write_attribute(path, value);
}

static int bind_vf(struct device *device, const char *owner, int number) {
    char path[2 * NAME_SPACE], function[64], group[64], named[NAME_SPACE];

    snprintf(path, sizeof path, "%s/virtfn%d", owner, number);
    if (link_target(path, function, sizeof function))
        return -1;
    snprintf(path, sizeof path, PCI_DEVICES "/%s", function);
    if (set_attribute(path, "driver_override", VIRTIO_DRIVER_NAME) || write_attribute("/sys/bus/pci/drivers_probe", function))
        return -1;
    snprintf(path, sizeof path, PCI_DEVICES "/%s/iommu_group", function);
    if (link_target(path, group, sizeof group))
        return -1;
    snprintf(named, sizeof named, "/dev/vfio/%s,%s", group, function);
    return device_named(device, named);
}

static int make_vfs(struct device devices[2]) {
    char owner[NAME_SPACE];

    control = open(VMIG_ADMIN_PATH, O_RDWR | O_CLOEXEC);
    if (control < 0)
        return failed(VMIG_ADMIN_PATH ": open: %s", strerror(errno));
    if (find_owner(owner, sizeof owner) || set_attribute(owner, "sriov_drivers_autoprobe", "0") ||
        set_attribute(owner, "sriov_numvfs", "2"))
        return -1;
    return bind_vf(&devices[SOURCE], owner, 0) || bind_vf(&devices[TARGET], owner, 1) ? -1 : 0;
}

static int renew_virtio(struct device devices[2]) {
    if (control < 0 && make_vfs(devices))
        return -1;
    device_close(&devices[TARGET], &devices[SOURCE]);
    device_close(&devices[SOURCE], &devices[TARGET]);
    int error = ask(VMIG_ADMIN_RENEW, NULL);
    return error ? failed(VMIG_ADMIN_PATH ": renew: %s", strerror(error)) : open_both(devices);
}

static int set_up_virtio(const struct device *device, uint64_t number) {
    struct vmig_admin_vf call = {.vf = vf_of(device), .number = (uint32_t)number};
    return ask(VMIG_ADMIN_SET_UP, &call);
}

static int look(unsigned vf, struct vmig_admin_view *view) {
    memset(view, 0, sizeof *view);
    view->vf = vf;
    return ask(VMIG_ADMIN_VIEW, view);
}

/* The device parts, which are all that the simulated device has. */
static int view_virtio(const struct device *device, char *text, size_t space) {
    struct vmig_admin_view view;
    int error = look(vf_of(device), &view);

    for (size_t i = 0; !error && i < view.length && 2 * i + 2 < space; i++)
        snprintf(text + 2 * i, 3, "%02x", view.parts[i]);
    return error;
}

static const char *command_name(const struct vmig_admin_command *command) {
    switch (command->opcode) {
        case OBJ_CREATE:
            return command->type ? "RESOURCE_OBJ_CREATE SET" : "RESOURCE_OBJ_CREATE GET";
        case OBJ_DESTROY:
            return "RESOURCE_OBJ_DESTROY";
        case METADATA_GET:
            return command->type ? "DEV_PARTS_METADATA_GET of another type" : "DEV_PARTS_METADATA_GET SIZE";
        case PARTS_GET:
            return command->type ? "DEV_PARTS_GET ALL" : "DEV_PARTS_GET SELECTED";
        case PARTS_SET:
            return "DEV_PARTS_SET";
        case MODE_SET:
            return command->type ? "DEV_MODE_SET STOPPED" : "DEV_MODE_SET RUNNING";
        default:
            return "of another opcode";
    }
}

static int answer_commands(unsigned vf, struct answer *answer) {
    static struct vmig_admin_log log;

    log.vf = vf;
    int error = ask(VMIG_ADMIN_LOG, &log);
    if (error)
        return error;
    answer_list_begin(answer, "commands");
    for (unsigned i = 0; i < log.count; i++) {
        const struct vmig_admin_command *command = &log.commands[i];
        char effect[32] = "", text[128];
        if (command->opcode == OBJ_CREATE || command->opcode == OBJ_DESTROY)
            snprintf(effect, sizeof effect, "%s %u", command->opcode == OBJ_CREATE ? "creates" : "destroys", command->object);
        snprintf(text, sizeof text, "%s|%s|%s|", command_name(command), effect, command->succeeded ? "ok" : "failed");
        answer_element(answer, text);
    }
    answer_list_end(answer);
    return 0;
}

static int answer_view(unsigned vf, const char *name, struct answer *answer) {
    struct vmig_admin_view view;
    int error = look(vf, &view);

    if (error)
        return error;
    if (!strcmp(name, "sent") || !strcmp(name, "struck"))
        answer_number(answer, "count", name[1] == 'e' ? view.sent : view.struck);
    else
        answer_truth(answer, name, *name == 'r' ? view.running : view.pending);
    return 0;
}

static int inject_later(unsigned vf, const struct call *call) {
    const struct field *skip = call_find(call, "skip", NUMBER), *times = call_find(call, "times", NUMBER);
    struct vmig_admin_fault fault = {.vf = vf};

    if (!skip || !times)
        return EINVAL;
    fault.skip = (uint32_t)skip->number;
    fault.times = (uint32_t)times->number;
    return ask(VMIG_ADMIN_FAIL, &fault);
}

static int make_call(unsigned vf, const char *name, const struct call *call, struct answer *answer) {
    struct vmig_admin_vf which = {.vf = vf};

    if (!strcmp(name, "sent") || !strcmp(name, "struck") || !strcmp(name, "runs") || !strcmp(name, "pending"))
        return answer_view(vf, name, answer);
    if (!strcmp(name, "commands"))
        return answer_commands(vf, answer);
    if (!strcmp(name, "inject"))
        return ask(VMIG_ADMIN_FAIL_NEXT, &which);
    return strcmp(name, "inject_later") != 0 ? NO_SUCH_CALL : inject_later(vf, call);
}

static int port_virtio(unsigned side, const char *name, const struct call *call, struct answer *answer) {
    size_t begun = answer->length;

    answer_truth(answer, "ok", true);
    int error = make_call(side, name, call, answer);
    if (error)
        answer->length = begun;
    return error;
}

const struct backend virtio = {
    .name = VIRTIO_DRIVER_NAME,
    .traits = "\"SAME_STATE_SAME_BYTES\",\"EXACT_COUNTERS\",\"IGNORES_SOME_BITS\"",
    .ports = "\"GUEST\",\"GUEST_VIEW\",\"COMMAND_LOG\",\"COMMANDS\",\"FAULTS\",\"FAULT_SCHEDULE\",\"DEVICE_MODE\"",
    .renew = renew_virtio,
    .set_up = set_up_virtio,
    .view = view_virtio,
    .port = port_virtio,
};
