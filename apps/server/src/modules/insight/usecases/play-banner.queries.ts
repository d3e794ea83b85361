import type { PlayBanner, Segment } from '@cheban/contracts';
import { DAY_MS } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import { Clock, toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { type AudienceCar, Audiences } from '../../care/index.js';

/** Home tells of a wave so long before it starts. */
const NEAR_MS = DAY_MS;
const MOST = 20;

interface Row {
  id: string;
  title: string;
  segment: string | null;
  storeId: string;
  wave: number | null;
  startsAt: Date;
}

/** Red packets and games that an owner's home page tells of, until they have won or played. */
@Injectable()
export class PlayBanners {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audiences: Audiences,
    private readonly clock: Clock,
  ) {}

  /** The wave that starts first, else the game that ends first, of those to which one of the cars invites its owner. */
  async of(ownerId: string): Promise<PlayBanner | null> {
    const cars = await this.audiences.carsOf(ownerId);
    if (cars.length === 0) return null;
    const storeIds = [...new Set(cars.map(({ storeId }) => storeId))];
    const now = this.clock.now();
    const waves = await this.uow.read<Row>(
      `SELECT c.id, c.title, c.segment, s.store_id AS storeId, w.number AS wave, w.starts_at AS startsAt
         FROM campaign c JOIN campaign_store s ON s.campaign_id = c.id AND s.store_id IN (?)
         JOIN campaign_wave w ON w.campaign_id = c.id
        WHERE c.state IN ('scheduled', 'live') AND w.ends_at > ? AND w.starts_at <= ?
          AND w.sold_out_at IS NULL AND w.closed_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM packet_claim p WHERE p.wave_id = w.id AND p.owner_id = ?)
        ORDER BY w.starts_at, w.id LIMIT ${MOST}`,
      [storeIds, toDate(now), toDate(now + NEAR_MS), ownerId],
    );
    const wave = await this.firstFor(cars, waves);
    if (wave) return this.view('campaign', wave, now);
    const games = await this.uow.read<Row>(
      `SELECT g.id, g.title, g.segment, s.store_id AS storeId, NULL AS wave, g.starts_at AS startsAt
         FROM game g JOIN game_store s ON s.game_id = g.id AND s.store_id IN (?)
        WHERE g.state IN ('scheduled', 'live') AND g.starts_at <= ? AND g.ends_at > ?
          AND NOT EXISTS (SELECT 1 FROM game_play p WHERE p.game_id = g.id AND p.owner_id = ?)
        ORDER BY g.ends_at, g.id LIMIT ${MOST}`,
      [storeIds, toDate(now), toDate(now), ownerId],
    );
    const game = await this.firstFor(cars, games);
    return game ? this.view('game', game, now) : null;
  }

  private async firstFor(cars: readonly AudienceCar[], rows: readonly Row[]): Promise<Row | null> {
    for (const row of rows) {
      const segment = row.segment === null ? null : (JSON.parse(row.segment) as Segment);
      const here = cars.filter(({ storeId }) => storeId === row.storeId);
      if ((await this.audiences.among(here, segment)).length > 0) return row;
    }
    return null;
  }

  private view(kind: PlayBanner['kind'], { id, title, wave, startsAt }: Row, now: number): PlayBanner {
    const startsInMs = Math.max(0, startsAt.getTime() - now);
    return { kind, id, title, wave, open: startsInMs === 0, startsInMs };
  }
}
