import { createHmac } from 'node:crypto';
import { ODDS_WHOLE } from '@cheban/contracts';

/** What a roll is made from: unlike for every game, person and turn. */
export function rollInput(gameId: string, ownerId: string, turn: number): string {
  return `${gameId}:${ownerId}:${turn}`;
}

/**
 * A number from 0 to 9,999 that is settled before the wheel turns: HMAC-SHA256 of the input under the game's secret, its
 * first 48 bits modulo 10,000 (so that no number is likelier by more than one in 10^10). Whoever is told the secret
 * afterwards can check every turn.
 */
export function rollOf(secret: string, input: string): number {
  return createHmac('sha256', secret).update(input).digest().readUIntBE(0, 6) % ODDS_WHOLE;
}
