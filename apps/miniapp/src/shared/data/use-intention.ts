import { useState } from 'react';
import { createIntention, type Intention } from './intention';

/** One intention for as long as the page lives: its key survives retries, not success. */
export function useIntention(): Intention {
  return useState(() => createIntention())[0];
}
