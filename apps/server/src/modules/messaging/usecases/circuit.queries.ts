import { type CircuitRow, channelLabel, type PushChannel, pushChannels } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import { toDate } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { codeIn, explainCode } from '../domain/provider-errors.js';
import { closedWay, quotaOf } from '../domain/waits.js';
import { type Circuit, SendingRulesRepository } from '../persistence/sending-rules.repository.js';
import { TemplateRepository } from '../persistence/template.repository.js';

/** Counted up to here; more is “many”. */
const COUNT_LIMIT = 10_000;

/** Channel and template that a circuit's name speaks of; null for a name that is none. */
export function circuitTarget(name: string): { channel: PushChannel; templateId: string | null } | null {
  const [channel = '', ...rest] = name.split(':');
  if (!(pushChannels as readonly string[]).includes(channel)) return null;
  return { channel: channel as PushChannel, templateId: rest.length === 0 ? null : rest.join(':') };
}

/** What is switched off after an error of settings, and what that holds up. */
@Injectable()
export class CircuitQueries {
  constructor(
    private readonly rules: SendingRulesRepository,
    private readonly templates: TemplateRepository,
    private readonly uow: UnitOfWork,
  ) {}

  async list(): Promise<CircuitRow[]> {
    const circuits = [...(await this.rules.circuits()).values()];
    const rows = await Promise.all(circuits.map((circuit) => this.row(circuit)));
    return rows.filter((row) => row !== null);
  }

  async find(name: string): Promise<CircuitRow | null> {
    const circuit = (await this.rules.circuits()).get(name);
    return circuit ? this.row(circuit) : null;
  }

  private async row(circuit: Circuit): Promise<CircuitRow | null> {
    const target = circuitTarget(circuit.name);
    if (target === null) return null;
    const { channel, templateId } = target;
    const uses = (await this.templates.uses()).filter(
      (use) => use.channel === channel && (templateId === null || use.templateId === templateId),
    );
    const kinds = [...new Set(uses.map(({ kind }) => kind))];
    const label = channelLabel[channel];
    const since = toDate(circuit.openedAt);
    const [held, diverted] =
      kinds.length === 0
        ? [0, 0]
        : await Promise.all([
            circuit.holds
              ? this.count("state = 'held' AND kind IN (?) AND waits_for = ?", [kinds, quotaOf(channel)])
              : this.count("state IN ('planned', 'held') AND kind IN (?) AND channel IS NULL", [kinds]),
            // The reason of the message names the channel that was closed to it.
            this.count(
              "state IN ('accepted', 'delivered') AND not_before >= ? AND kind IN (?) AND why LIKE ?",
              [since, kinds, `%${closedWay(channel)}%`],
            ),
          ]);
    const code = codeIn(circuit.reason);
    return {
      name: circuit.name,
      channel,
      channelLabel: label,
      templateId,
      title: templateId === null ? label : `${label}的模板“${uses[0]?.title ?? templateId}”`,
      reason: circuit.reason,
      advice: code === null ? '' : explainCode(code).advice,
      since: since.toISOString(),
      retryAt: toDate(circuit.retryAt).toISOString(),
      holds: circuit.holds,
      held,
      diverted,
    };
  }

  private async count(where: string, values: unknown[]): Promise<number> {
    const rows: { n: string }[] = await this.uow.reader.query(
      `SELECT COUNT(*) AS n FROM (SELECT 1 FROM message WHERE ${where} LIMIT ${COUNT_LIMIT}) counted`,
      values,
    );
    return Number(rows[0]?.n ?? 0);
  }
}
