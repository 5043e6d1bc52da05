/** How a command ends, as far as not every program agrees on it. Numbers of sysexits(3) where it has one. */
export const EXIT_OK = 0;
export const EXIT_FAILED = 1;
/** EX_USAGE: the command line makes no sense. */
export const EXIT_USAGE = 64;
/** EX_CONFIG: systemd and others can be told not to restart on it. */
export const EXIT_CONFIG = 78;
