/** How a call gets a clean instance: a restored one, or a new one. */
export type InstanceMode = 'reset' | 'fresh';
