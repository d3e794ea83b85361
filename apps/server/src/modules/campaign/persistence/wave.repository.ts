import type { CampaignState, PrizePlan, WavePlan } from '@cheban/contracts';
import { MINUTE_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { newSecret } from '../../../platform/crypto/index.js';
import { newId, type Tx, UnitOfWork } from '../../../platform/database/index.js';
import type { Packet } from '../domain/packets.js';
import { waveCost, wavePackets } from '../domain/plan-problems.js';
import { CampaignPrizeEntity, CampaignWaveEntity } from './campaign.entity.js';

/** Instants are milliseconds. */
export interface Wave {
  readonly id: string;
  readonly campaignId: string;
  readonly number: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly packets: number;
  readonly packedFen: number;
  readonly written: number;
  readonly seed: string;
  readonly soldOutAt: number | null;
  readonly closedAt: number | null;
  /** In the order of the plan: a packet names its prize by the place here. */
  readonly prizes: readonly PrizePlan[];
}

/** What may change while a wave runs; asked about twice a second. */
export interface WavePulse {
  readonly state: CampaignState;
  readonly gateEpoch: number;
  readonly closed: boolean;
}

export interface WaveName {
  readonly campaignId: string;
  readonly number: number;
}

/** What decides how a wave stands. */
export interface WaveCourse extends Pick<Wave, 'startsAt' | 'endsAt' | 'soldOutAt'> {
  readonly campaign: CampaignState;
}

/** Waves with their prizes and packets. */
@Injectable()
export class WaveRepository {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async find(campaignId: string, number: number): Promise<Wave | null> {
    return (
      (await this.records(await this.uow.reader.findBy(CampaignWaveEntity, { campaignId, number })))[0] ??
      null
    );
  }

  async findById(id: string): Promise<Wave | null> {
    return (await this.records(await this.uow.reader.findBy(CampaignWaveEntity, { id })))[0] ?? null;
  }

  /** Waves by campaign, in order. */
  async ofCampaigns(campaignIds: readonly string[]): Promise<Map<string, Wave[]>> {
    const lists = new Map<string, Wave[]>();
    if (campaignIds.length === 0) return lists;
    const entities = await this.uow.reader.find(CampaignWaveEntity, {
      where: { campaignId: In([...new Set(campaignIds)]) },
      order: { number: 'ASC' },
    });
    for (const wave of await this.records(entities))
      lists.set(wave.campaignId, [...(lists.get(wave.campaignId) ?? []), wave]);
    return lists;
  }

  async insertAll(tx: Tx, campaignId: string, waves: readonly WavePlan[]): Promise<void> {
    const rows = waves.map((wave, index) => ({ id: newId(this.clock), wave, number: index + 1 }));
    await tx.manager.insert(
      CampaignWaveEntity,
      rows.map(({ id, wave, number }) => ({
        id,
        campaignId,
        number,
        startsAt: toDate(Date.parse(wave.startsAt)),
        endsAt: toDate(Date.parse(wave.startsAt) + wave.minutes * MINUTE_MS),
        packets: wavePackets(wave.prizes),
        packedFen: waveCost(wave.prizes),
        written: 0,
        seed: newSecret(),
        gateEpoch: 0,
      })),
    );
    await tx.manager.insert(
      CampaignPrizeEntity,
      rows.flatMap(({ id, wave }) => wave.prizes.map((prize, number) => ({ waveId: id, number, ...prize }))),
    );
  }

  /**
   * Writes some packets of a wave, if exactly `from` are written so far: of two workers at once one writes, the other
   * gets false.
   */
  async writePackets(tx: Tx, waveId: string, from: number, packets: readonly Packet[]): Promise<boolean> {
    const { affected } = await tx.manager.update(
      CampaignWaveEntity,
      { id: waveId, written: from },
      { written: from + packets.length },
    );
    if (affected !== 1) return false;
    await tx.manager.query('INSERT INTO red_packet (wave_id, number, prize, amount_fen) VALUES ?', [
      packets.map(({ number, prize, amountFen }) => [waveId, number, prize, amountFen]),
    ]);
    return true;
  }

  /** Prize and amount of every packet, by number from 1. */
  packetsOf(waveId: string): Promise<Packet[]> {
    return this.uow.read<Packet>(
      'SELECT number, prize, amount_fen AS amountFen FROM red_packet WHERE wave_id = ? ORDER BY number',
      [waveId],
    );
  }

  /** Numbers of the packets that nobody has, in order. */
  async freePackets(waveId: string): Promise<number[]> {
    const rows = await this.uow.read<{ number: number }>(
      `SELECT p.number FROM red_packet p
         LEFT JOIN packet_claim c ON c.wave_id = p.wave_id AND c.packet_no = p.number
        WHERE p.wave_id = ? AND c.id IS NULL ORDER BY p.number`,
      [waveId],
    );
    return rows.map(({ number }) => number);
  }

  async pulse(waveId: string): Promise<WavePulse | null> {
    const [row] = await this.uow.read<{ state: CampaignState; gateEpoch: number; closedAt: Date | null }>(
      `SELECT c.state, w.gate_epoch AS gateEpoch, w.closed_at AS closedAt
         FROM campaign_wave w JOIN campaign c ON c.id = w.campaign_id WHERE w.id = ?`,
      [waveId],
    );
    return row ? { state: row.state, gateEpoch: row.gateEpoch, closed: row.closedAt !== null } : null;
  }

  /** How waves stand, one for each name in their order; null where there is none. */
  async coursesOf(names: readonly WaveName[]): Promise<(WaveCourse | null)[]> {
    type Row = WaveName & { state: CampaignState } & Record<'startsAt' | 'endsAt', Date> & {
        soldOutAt: Date | null;
      };
    const rows = await this.uow.read<Row>(
      `SELECT w.campaign_id AS campaignId, w.number, c.state, w.starts_at AS startsAt, w.ends_at AS endsAt,
              w.sold_out_at AS soldOutAt
         FROM campaign_wave w JOIN campaign c ON c.id = w.campaign_id WHERE w.campaign_id IN (?)`,
      [[...new Set(names.map(({ campaignId }) => campaignId))]],
    );
    return names.map(({ campaignId, number }) => {
      const row = rows.find((one) => one.campaignId === campaignId && one.number === number);
      if (!row) return null;
      const { state: campaign, startsAt, endsAt, soldOutAt } = row;
      return {
        campaign,
        startsAt: startsAt.getTime(),
        endsAt: endsAt.getTime(),
        soldOutAt: soldOutAt?.getTime() ?? null,
      };
    });
  }

  /** Starts a new count of the gate; pools of older counts are not used any more. */
  async nextEpoch(tx: Tx, waveId: string): Promise<number> {
    await tx.manager.query('UPDATE campaign_wave SET gate_epoch = gate_epoch + 1 WHERE id = ?', [waveId]);
    const [row] = await tx.manager.query<{ epoch: number }[]>(
      'SELECT gate_epoch AS epoch FROM campaign_wave WHERE id = ?',
      [waveId],
    );
    return row?.epoch ?? 0;
  }

  /** Notes the moment of the last packet; the first to say so counts. */
  async soldOut(waveId: string): Promise<boolean> {
    const { affectedRows } = await this.uow.reader.query<{ affectedRows: number }>(
      'UPDATE campaign_wave SET sold_out_at = ? WHERE id = ? AND sold_out_at IS NULL',
      [this.clock.date(), waveId],
    );
    return affectedRows === 1;
  }

  /** Closes a wave for good: a claim that comes later finds it closed. True for the one who closed it. */
  async close(tx: Tx, waveId: string): Promise<boolean> {
    const { affectedRows } = await tx.manager.query<{ affectedRows: number }>(
      'UPDATE campaign_wave SET closed_at = ? WHERE id = ? AND closed_at IS NULL',
      [this.clock.date(), waveId],
    );
    return affectedRows === 1;
  }

  private async records(entities: readonly CampaignWaveEntity[]): Promise<Wave[]> {
    if (entities.length === 0) return [];
    const prizes = await this.uow.reader.find(CampaignPrizeEntity, {
      where: { waveId: In(entities.map(({ id }) => id)) },
      order: { number: 'ASC' },
    });
    const byWave = new Map<string, PrizePlan[]>();
    for (const { waveId, number: _, ...prize } of prizes)
      byWave.set(waveId, [...(byWave.get(waveId) ?? []), prize]);
    return entities.map((entity) => ({
      id: entity.id,
      campaignId: entity.campaignId,
      number: entity.number,
      startsAt: entity.startsAt.getTime(),
      endsAt: entity.endsAt.getTime(),
      packets: entity.packets,
      packedFen: entity.packedFen,
      written: entity.written,
      seed: entity.seed,
      soldOutAt: entity.soldOutAt?.getTime() ?? null,
      closedAt: entity.closedAt?.getTime() ?? null,
      prizes: byWave.get(entity.id) ?? [],
    }));
  }
}
