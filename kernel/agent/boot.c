/* SPDX-License-Identifier: Apache-2.0 */
#include "boot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "device.h"

#define MODULES "/modules"
#define PORTS "/sys/class/virtio-ports"
#define PORT_NAME "vmig.agent"
#define SERIAL_LINE "/dev/ttyS0"
#define CONSOLE "/dev/console"

static int mount_at(const char *type, const char *directory) {
    if (mkdir(directory, 0755) && errno != EEXIST)
        return failed("%s: mkdir: %s", directory, strerror(errno));
    if (mount(type, directory, type, 0, NULL) && errno != EBUSY)
        return failed("%s: mount: %s", directory, strerror(errno));
    return 0;
}

static int load_module(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return failed("%s: open: %s", path, strerror(errno));
    long result = syscall(SYS_finit_module, fd, "", 0);
    int error = errno;
    close(fd);
    return result ? failed("%s: finit_module: %s", path, strerror(error)) : 0;
}

static int load_modules(void) {
    char path[NAME_SPACE];
    int result = 0;
    FILE *list = fopen(MODULES, "re");

    if (!list)
        return failed("%s: open: %s", MODULES, strerror(errno));
    while (!result && fgets(path, sizeof path, list)) {
        path[strcspn(path, "\n")] = 0;
        result = load_module(path);
    }
    fclose(list);
    return result;
}

static int open_or_fail(const char *path) {
    int fd = open(path, O_RDWR | O_CLOEXEC);
    return fd < 0 ? failed("%s: open: %s", path, strerror(errno)) : fd;
}

/* Without echo, line editing and translation. */
static int open_serial_line(void) {
    struct termios settings;
    int fd = open_or_fail(SERIAL_LINE);

    if (fd < 0)
        return -1;
    if (tcgetattr(fd, &settings))
        return failed(SERIAL_LINE ": tcgetattr: %s", strerror(errno));
    cfmakeraw(&settings);
    if (tcsetattr(fd, TCSANOW, &settings))
        return failed(SERIAL_LINE ": tcsetattr: %s", strerror(errno));
    return fd;
}

static int has_name(const char *port) {
    char path[NAME_SPACE + 64], name[64] = "";

    snprintf(path, sizeof path, PORTS "/%s/name", port);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    int found = fgets(name, sizeof name, file) && !strncmp(name, PORT_NAME "\n", sizeof PORT_NAME);
    fclose(file);
    return found;
}

/* The virtio port with our name, or the serial line if there is none. */
static int open_port(void) {
    char path[NAME_SPACE + 64];
    DIR *ports = opendir(PORTS);

    for (struct dirent *entry = ports ? readdir(ports) : NULL; entry; entry = readdir(ports)) {
        if (has_name(entry->d_name)) {
            snprintf(path, sizeof path, "/dev/%s", entry->d_name);
            closedir(ports);
            return open_or_fail(path);
        }
    }
    if (ports)
        closedir(ports);
    return open_serial_line();
}

int boot(void) {
    if (mount_at("devtmpfs", "/dev") || mount_at("proc", "/proc") || mount_at("sysfs", "/sys"))
        return -1;
    int console = open(CONSOLE, O_RDWR);
    if (console >= 0) {
        for (int fd = 0; fd <= STDERR_FILENO; fd++)
            if (console != fd)
                dup2(console, fd);
        if (console > STDERR_FILENO)
            close(console);
    }
    return load_modules() ? -1 : open_port();
}

_Noreturn void halt_machine(void) {
    sync();
    reboot(RB_AUTOBOOT);
    for (;;)
        pause();
}
