import { type AttemptBody, followUpKindLabel, isTalk } from '@cheban/contracts';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { invalidField } from '../../../platform/errors/index.js';
import { Outbox } from '../../../platform/outbox/index.js';
import { BookingReader } from '../../booking/index.js';
import { OpenCase } from '../../feedback/index.js';
import type { FollowUpEvents } from '../follow-up.events.js';
import type { FollowUpTask } from '../persistence/follow-up.repository.js';

type CallAnswer = FollowUpEvents['follow-up.answered'];

/** What a call leads to in other rooms: a complaint case, a booking, another plan of reminders. */
@Injectable()
export class CallResults {
  constructor(
    private readonly bookings: BookingReader,
    private readonly openCase: OpenCase,
    private readonly outbox: Outbox,
  ) {}

  /** Does what the outcome asks for; returns the links that the task keeps. Throws REQUEST.INVALID for a foreign booking. */
  async of(
    tx: Tx,
    task: FollowUpTask,
    body: AttemptBody,
  ): Promise<{ bookingId?: string | null; caseId?: string }> {
    switch (body.outcome) {
      case 'booked':
        return { bookingId: await this.booking(task, body.bookingId) };
      case 'complaint':
        return { caseId: await this.complain(tx, task, body) };
      case 'met':
        return body.complaint ? { caseId: await this.complain(tx, task, body.complaint) } : {};
      case 'later':
        await this.answer(tx, task, { answer: 'later', days: body.days });
        return {};
      case 'done_elsewhere':
        await this.answer(tx, task, { answer: 'done_elsewhere', on: body.on, reason: body.reason });
        return {};
      case 'sold':
        await this.answer(tx, task, { answer: 'sold' });
        return {};
      default:
        return {};
    }
  }

  private async booking(task: FollowUpTask, wanted: string | undefined): Promise<string | null> {
    if (wanted !== undefined) {
      const booking = await this.bookings.findById(wanted);
      const isTheirs = booking?.ownerId === task.ownerId || booking?.vehicleId === task.vehicleId;
      if (booking && isTheirs) return booking.id;
      throw invalidField('bookingId', '没有找到这位车主的预约');
    }
    if (task.bookingId !== null || task.vehicleId === null) return task.bookingId;
    return (await this.bookings.openOfVehicle(task.vehicleId))?.id ?? null;
  }

  private complain(
    tx: Tx,
    task: FollowUpTask,
    { level, text }: Pick<Extract<AttemptBody, { outcome: 'complaint' }>, 'level' | 'text'>,
  ): Promise<string> {
    return this.openCase.run(tx, {
      storeId: task.storeId,
      ownerId: task.ownerId,
      vehicleId: task.vehicleId,
      // A visit opens at most one case, and its bad rating may have done so.
      visitId: null,
      title: `${isTalk(task.kind) ? '面访' : '电话'}中反映不满（${followUpKindLabel[task.kind]}）`,
      level,
      text,
    });
  }

  private async answer(tx: Tx, task: FollowUpTask, answer: CallAnswer['answer']): Promise<void> {
    if (task.vehicleId === null) return;
    const payload: CallAnswer = {
      taskId: task.id,
      vehicleId: task.vehicleId,
      ownerId: task.ownerId,
      answer,
      dues: (task.facts.dues ?? []).map(({ rule, cycle }) => ({ rule, cycle })),
    };
    await this.outbox.append(tx, { type: 'follow-up.answered', storeId: task.storeId, payload });
  }
}
