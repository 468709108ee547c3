import { inbound, memoryPlatform, parsed } from '../protocol/memory-platform.fixture.ts';
import { handleMock } from './handle-mock.ts';

/** A mock component with a store of its own; answers are parsed. */
export function mock(world: Parameters<typeof memoryPlatform>[0] = {}) {
  const platform = memoryPlatform(world);
  const ask = async (method: string, target: string, body?: unknown) =>
    parsed(await handleMock(inbound(method, target, body), platform));
  const post = (target: string, body?: unknown) => ask('POST', `/mock/${target}`, body);
  const names = async (query = '') => {
    const { body } = await ask('GET', `/mock/list-tools${query}`);
    return (body as { tools: { name: string }[] }).tools.map(({ name }) => name);
  };
  return { ask, post, names };
}

/** A success in the component style. */
export const component = (result: string) => ({
  status: 200,
  body: { success: true, result, error_type: null },
});
