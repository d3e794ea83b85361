import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow by a fifth between two full collections. What is on its way to a provider outlives the collection of
 * young garbage, and V8 would let what is left of it grow to a multiple of what is needed before it looks: sending 60,000
 * messages took 440 MiB instead of 230, for about as much processor time.
 */
export function keepMemoryFrugal(): void {
  setFlagsFromString('--heap-growing-percent=20');
}
