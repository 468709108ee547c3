import {
  type ComponentHandler,
  serveComponent as serveRealComponent,
} from '../../../spin-app/protocol/spin-entry.ts';
import { chooseMutant } from '../active-mutant.ts';

/**
 * Serves a component with the fault that the variable `mutant` names. It is not warmed while it is
 * built, so that without a fault it shows what the shipped one would answer cold.
 */
export function serveComponent(handle: ComponentHandler): void {
  serveRealComponent((request, platform) => {
    chooseMutant(platform.variable('mutant') ?? 'none');
    return handle(request, platform);
  });
}
