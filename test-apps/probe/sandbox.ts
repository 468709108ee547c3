import { get as getVariable } from 'fermyon:spin/variables@2.0.0';
import { getArguments, getEnvironment, initialCwd } from 'wasi:cli/environment@0.2.0';
import { getDirectories } from 'wasi:filesystem/preopens@0.2.0';
import { instanceNetwork } from 'wasi:sockets/instance-network@0.2.0';
import { resolveAddresses } from 'wasi:sockets/ip-name-lookup@0.2.0';
import { createTcpSocket } from 'wasi:sockets/tcp-create-socket@0.2.0';
import { Variables } from '@fermyon/spin-sdk';
import { type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

/** Attempts on what a component may be granted, and on what Spin grants nobody. */
export const sandboxHandlers: Record<string, ProbeHandler> = {
  /** As the SDK gives it: null for whatever is wrong. */
  '/variable': (call) => json({ value: Variables.get(textOf(call, 'name')) }),
  /** As the host gives it, with the error. */
  '/variable/raw': async (call) => json(await attempt(() => getVariable(textOf(call, 'name')))),
  '/environment': async () =>
    json({
      environment: await attempt(getEnvironment),
      arguments: await attempt(getArguments),
      directory: await attempt(() => initialCwd() ?? null),
    }),
  '/file': async (call) =>
    json(
      await attempt(() => {
        const directories = getDirectories();
        for (const [directory] of directories) {
          directory.openAt({}, textOf(call, 'path'), {}, { read: true });
        }
        return directories.map(([, name]) => name);
      }),
    ),
  '/socket': async (call) =>
    json({
      create: await attempt(() => typeof createTcpSocket('ipv4')),
      resolve: await attempt(
        () => typeof resolveAddresses(instanceNetwork(), textOf(call, 'host')),
      ),
    }),
};
