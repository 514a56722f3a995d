/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VMIG_BOOT_H
#define VMIG_BOOT_H

/* As PID 1: mounts, loads the modules that /modules names, and opens the port. Returns it, or -1 with the problem. */
int boot(void);

/* Ends the machine. */
_Noreturn void halt_machine(void);

#endif
