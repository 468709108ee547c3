/** How instances are kept clean: restored in place before a call, or made anew for it. */
export type InstanceMode = 'reset' | 'fresh';
