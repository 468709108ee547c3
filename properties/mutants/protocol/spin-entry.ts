import {
  type ComponentHandler,
  serveComponent as serveRealComponent,
} from '../../../spin-app/protocol/spin-entry.ts';
import { chooseMutant } from '../active-mutant.ts';

/** Serves a component with the fault that the variable `mutant` names. */
export function serveComponent(handle: ComponentHandler): void {
  serveRealComponent((request, platform) => {
    chooseMutant(platform.variable('mutant') ?? 'none');
    return handle(request, platform);
  });
}
