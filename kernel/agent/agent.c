/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A VFIO migration driver of the running kernel behind the testee protocol of vmig (docs/testee-protocol.md).
 *
 *     ssh host agent --device /dev/vfio/17 --device /dev/vfio/18      on a host, as root
 *     /init                    as PID 1 of an initramfs, for the sample mtty, or for vfio-virtio if that driver is loaded
 */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "boot.h"
#include "serve.h"
#include "uapi.h"

#define EXIT_USAGE 2
#define EXIT_ENVIRONMENT 3

static const char usage[] =
    "usage: agent --device PATH[,NAME] --device PATH[,NAME] [--traits NAME,NAME...] [--accept-crashes]\n"
    "Answers calls of the testee protocol on stdin for two VFIO devices, source and target.\n"
    "  --device          /dev/vfio/N, /dev/vfio/noiommu-N or /dev/vfio/devices/vfioN; NAME, such as 0000:01:00.1, if\n"
    "                    the group has several devices\n"
    "  --mtty            two devices of the kernel's sample mtty, which are made and removed; its module is loaded\n"
    "  --traits          what is true of the driver, as in the protocol\n"
    "  --accept-crashes  serve a driver that is known to crash the kernel when it is held to all rules\n";

/* Drivers of current kernels that violate VMIG-SES-002 and VMIG-ERR-009 in a way that may bring the kernel down. */
static const char *const fragile[] = {VIRTIO_DRIVER_NAME};

static void remember(struct identity *identity, const char *driver) {
    struct utsname kernel;
    unsigned major = 0, minor = 0;

    if (uname(&kernel) || sscanf(kernel.release, "%u.%u", &major, &minor) != 2)
        memset(&kernel, 0, sizeof kernel);
    snprintf(identity->uapi, sizeof identity->uapi, "%u.%u", major, minor);
    snprintf(identity->name, sizeof identity->name, "%.24s %.38s", driver, kernel.release);
}

/* NAME,NAME as elements of a JSON array. */
static int add_traits(struct identity *identity, const char *names) {
    size_t length = 0;

    if (strspn(names, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_,") != strlen(names) || 4 * strlen(names) >= sizeof identity->traits)
        return failed("--traits: %.60s (expected: names of traits with commas between)", names);
    identity->traits[length++] = '"';
    for (; *names; names++) {
        if (*names == ',')
            length += (size_t)snprintf(identity->traits + length, 4, "\",\"");
        else
            identity->traits[length++] = *names;
    }
    identity->traits[length++] = '"';
    identity->traits[length] = 0;
    return 0;
}

static int refuse_fragile(const struct device devices[2], char *driver, size_t space) {
    for (int i = SOURCE; i <= TARGET; i++) {
        device_driver(&devices[i], driver, space);
        for (size_t at = 0; at < sizeof fragile / sizeof *fragile; at++)
            if (!strcmp(driver, fragile[at]))
                return failed("%s: driver %s may crash this kernel (expected: --accept-crashes)", devices[i].path, driver);
    }
    return 0;
}

static int run(int in, int out, const struct backend *backend, struct device devices[2], struct identity *identity) {
    if (backend->renew(devices)) {
        fprintf(stderr, "agent: %s\n", problem);
        return EXIT_ENVIRONMENT;
    }
    int error = serve(in, out, backend, devices, identity);
    device_close(&devices[TARGET], &devices[SOURCE]);
    device_close(&devices[SOURCE], &devices[TARGET]);
    if (error)
        fprintf(stderr, "agent: the calls end: %s\n", strerror(error));
    return error ? EXIT_ENVIRONMENT : EXIT_SUCCESS;
}

static int misused(void) {
    fprintf(stderr, "agent: %s\n%s", problem, usage);
    return EXIT_USAGE;
}

static int run_on_host(int argc, char **argv, struct device devices[2], struct identity *identity) {
    static const struct option options[] = {
        {"device", required_argument, NULL, 'd'}, {"mtty", no_argument, NULL, 'm'},
        {"traits", required_argument, NULL, 't'}, {"accept-crashes", no_argument, NULL, 'c'},
        {"help", no_argument, NULL, 'h'},         {0},
    };
    const struct backend *backend = &host;
    int given = 0, careless = 0;
    char driver[NAME_SPACE] = "";

    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == 'h')
            return fputs(usage, stdout) < 0 ? EXIT_ENVIRONMENT : EXIT_SUCCESS;
        careless |= option == 'c';
        if (option == 'm')
            backend = &mtty;
        else if (option == '?' || (option == 't' && add_traits(identity, optarg)))
            return option == '?' ? EXIT_USAGE : misused();
        else if (option == 'd' && (given > TARGET ? failed("--device: a third one (expected: two)")
                                                  : device_named(&devices[given++], optarg)))
            return misused();
    }
    if (optind < argc || given != (backend == &host ? 2 : 0)) {
        failed("%d devices, %d other arguments (expected: --device twice, or --mtty)", given, argc - optind);
        return misused();
    }
    if (backend == &host && !careless && refuse_fragile(devices, driver, sizeof driver)) {
        fprintf(stderr, "agent: %s\n", problem);
        return EXIT_ENVIRONMENT;
    }
    remember(identity, backend->name ? backend->name : *driver ? driver : "vfio");
    return run(STDIN_FILENO, STDOUT_FILENO, backend, devices, identity);
}

int main(int argc, char **argv) {
    static const struct rlimit files = {.rlim_cur = 4096, .rlim_max = 4096};
    static struct device devices[2];
    static struct identity identity;

    for (int i = SOURCE; i <= TARGET; i++)
        devices[i].container = devices[i].group = devices[i].fd = -1;
    signal(SIGPIPE, SIG_IGN);
    if (setrlimit(RLIMIT_NOFILE, &files))
        fprintf(stderr, "agent: open files: %s\n", strerror(errno));
    if (getpid() != 1)
        return run_on_host(argc, argv, devices, &identity);
    int port = boot();
    if (port < 0) {
        fprintf(stderr, "agent: %s\n", problem);
    } else {
        const struct backend *backend = access(VIRTIO_DRIVER, F_OK) ? &mtty : &virtio;
        remember(&identity, backend->name);
        run(port, port, backend, devices, &identity);
    }
    halt_machine();
}
