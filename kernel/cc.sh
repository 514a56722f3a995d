#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The system's compiler for a kernel that a newer one has built: an alignment that it does not know is asked for in the older way,
# and attributes that it does not know are not worth a warning.
for argument in "$@"; do
    shift
    case $argument in
        -fmin-function-alignment=*) set -- "$@" "-falign-functions=${argument#*=}" ;;
        *) set -- "$@" "$argument" ;;
    esac
done
exec cc "$@" -Wno-attributes
