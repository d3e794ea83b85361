import type { World } from '../../support/world.js';

/** What somebody was told by one answer. */
export interface Told {
  readonly ownerId: string;
  readonly result: string;
  /** `won`: the claim and its fen. */
  readonly claimId: string | null;
  readonly fen: number;
}

/** A wave as its rows say, and everything that people were told about it. */
export interface PacketBooks {
  readonly packedFen: number;
  /** Fen of every packet, by number. */
  readonly packets: ReadonlyMap<number, number>;
  readonly claims: readonly { id: string; ownerId: string; packetNo: number; fen: number }[];
  readonly told: readonly Told[];
}

export async function readPacketBooks(
  world: Pick<World, 'rows'>,
  campaignId: string,
  told: readonly Told[],
): Promise<PacketBooks> {
  const [packets, claims, [campaign]] = await Promise.all([
    world.rows<{ number: number; fen: number }>(
      `SELECT p.number, p.amount_fen AS fen FROM red_packet p JOIN campaign_wave w ON w.id = p.wave_id
        WHERE w.campaign_id = ?`,
      [campaignId],
    ),
    world.rows<{ id: string; ownerId: string; packetNo: number; fen: number }>(
      `SELECT id, owner_id AS ownerId, packet_no AS packetNo, amount_fen AS fen FROM packet_claim
        WHERE campaign_id = ?`,
      [campaignId],
    ),
    world.rows<{ fen: number }>('SELECT packed_fen AS fen FROM campaign WHERE id = ?', [campaignId]),
  ]);
  return {
    packedFen: Number(campaign?.fen ?? 0),
    packets: new Map(packets.map(({ number, fen }) => [number, fen])),
    claims,
    told,
  };
}

/**
 * What is wrong, one sentence each; empty if nothing is (quality.md I1, I2):
 * fen in = fen out + left; no packet twice; nobody twice; winners told = rows; the same answer to everybody every time.
 */
export function checkPacketBooks({ packedFen, packets, claims, told }: PacketBooks): string[] {
  const problems: string[] = [];
  const taken = new Set(claims.map(({ packetNo }) => packetNo));
  if (taken.size < claims.length) problems.push('a packet was given twice');
  if (new Set(claims.map(({ ownerId }) => ownerId)).size < claims.length)
    problems.push('somebody has two packets');
  const out = claims.reduce((sum, { fen }) => sum + fen, 0);
  const left = [...packets].reduce((sum, [number, fen]) => sum + (taken.has(number) ? 0 : fen), 0);
  if (packedFen !== out + left) problems.push(`${packedFen} fen in, ${out} out and ${left} left`);
  const byOwner = new Map(claims.map((claim) => [claim.ownerId, claim]));
  const results = new Map<string, string>();
  for (const { ownerId, result, claimId, fen } of told) {
    const row = byOwner.get(ownerId);
    if (result === 'won' && (row?.id !== claimId || row?.fen !== fen))
      problems.push(`${ownerId} was told of a packet that is not in the rows`);
    if (result === 'sold_out' && row) problems.push(`${ownerId} was told there was none and has one`);
    if ((results.get(ownerId) ?? result) !== result) problems.push(`${ownerId} was told two things`);
    results.set(ownerId, result);
  }
  const winners = new Set(told.filter(({ result }) => result === 'won').map(({ ownerId }) => ownerId));
  for (const { ownerId } of claims)
    if (results.has(ownerId) && !winners.has(ownerId))
      problems.push(`${ownerId} was not told of their packet`);
  if (winners.size > packets.size) problems.push(`${winners.size} winners of ${packets.size} packets`);
  return [...new Set(problems)];
}
