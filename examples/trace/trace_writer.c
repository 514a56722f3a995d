/* Writes a trace of vmig (docs/trace-format.md): cc -o trace_writer trace_writer.c && ./trace_writer > run.jsonl */
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

static int events;

/* FIELDS: a format for what follows the device, as "\"requested\":\"%s\"". */
static void trace_event(const char *event, const char *device, const char *fields, ...)
{
	struct timespec now;
	va_list args;

	clock_gettime(CLOCK_MONOTONIC, &now);
	printf("{\"event\":\"%s\",\"at\":%lld,\"device\":\"%s\",", event,
	       now.tv_sec * 1000000000LL + now.tv_nsec, device);
	va_start(args, fields);
	vprintf(fields, args);
	va_end(args);
	printf("}\n");
	events++;
}

int main(void)
{
	printf("{\"vmigTrace\":2,\"seed\":0,\"devices\":[{\"name\":\"vf0\",\"driver\":\"mydriver\",\"features\":3}]}\n");
	trace_event("set_state", "vf0", "\"requested\":\"%s\"", "STOP");
	trace_event("set_state_done", "vf0", "\"errno\":\"%s\",\"state\":\"%s\",\"dataFile\":false", "0", "STOP");
	printf("{\"end\":%d}\n", events);
	return 0;
}
