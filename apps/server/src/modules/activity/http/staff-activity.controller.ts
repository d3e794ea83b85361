import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  csvDownload,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { Door } from '../usecases/door.usecase.js';
import { PlanActivity } from '../usecases/plan-activity.usecase.js';
import { Roster } from '../usecases/roster.queries.js';
import { SessionChanges } from '../usecases/session-changes.usecase.js';
import { StaffActivities } from '../usecases/staff-activities.queries.js';

const area = routes.staffActivity;

/** The planner of classes and activities, the roster and the door. */
@Controller()
export class StaffActivityController {
  constructor(
    private readonly views: StaffActivities,
    private readonly plan: PlanActivity,
    private readonly sessions: SessionChanges,
    private readonly rosters: Roster,
    private readonly door: Door,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.views.list(actor, query);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.views.detail(actor, params.id);
  }

  @Handles(area.codePicture)
  async codePicture(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.codePicture.params }) params: ParamsOf<typeof area.codePicture>,
  ): Promise<ViewOf<typeof area.codePicture>> {
    return { picture: await this.views.codePicture(actor, params.id) };
  }

  @Handles(area.create)
  async create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.views.detail(actor, await this.plan.create(actor, body));
  }

  @Handles(area.update)
  async update(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.update.params }) params: ParamsOf<typeof area.update>,
    @Body({ schema: area.update.body }) body: BodyOf<typeof area.update>,
  ): Promise<ViewOf<typeof area.update>> {
    await this.plan.update(actor, params.id, body);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.publish)
  async publish(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.publish.params }) params: ParamsOf<typeof area.publish>,
  ): Promise<ViewOf<typeof area.publish>> {
    await this.plan.publish(actor, params.id);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.cancel)
  async cancel(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancel.params }) params: ParamsOf<typeof area.cancel>,
    @Body({ schema: area.cancel.body }) body: BodyOf<typeof area.cancel>,
  ): Promise<ViewOf<typeof area.cancel>> {
    await this.plan.cancel(actor, params.id, body.reason);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.addSession)
  async addSession(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.addSession.params }) params: ParamsOf<typeof area.addSession>,
    @Body({ schema: area.addSession.body }) body: BodyOf<typeof area.addSession>,
  ): Promise<ViewOf<typeof area.addSession>> {
    await this.sessions.add(actor, params.id, body);
    return this.views.detail(actor, params.id);
  }

  @Handles(area.changeSession)
  async changeSession(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.changeSession.params }) params: ParamsOf<typeof area.changeSession>,
    @Body({ schema: area.changeSession.body }) body: BodyOf<typeof area.changeSession>,
  ): Promise<ViewOf<typeof area.changeSession>> {
    return this.views.detail(actor, await this.sessions.change(actor, params.id, body));
  }

  @Handles(area.cancelSession)
  async cancelSession(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.cancelSession.params }) params: ParamsOf<typeof area.cancelSession>,
    @Body({ schema: area.cancelSession.body }) body: BodyOf<typeof area.cancelSession>,
  ): Promise<ViewOf<typeof area.cancelSession>> {
    return this.views.detail(actor, await this.sessions.cancel(actor, params.id, body.reason));
  }

  @Handles(area.notice)
  async notice(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.notice.params }) params: ParamsOf<typeof area.notice>,
    @Body({ schema: area.notice.body }) body: BodyOf<typeof area.notice>,
  ): Promise<ViewOf<typeof area.notice>> {
    await this.sessions.notice(actor, params.id, body.text);
    return { ok: true };
  }

  @Handles(area.roster)
  roster(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.roster.params }) params: ParamsOf<typeof area.roster>,
  ): Promise<ViewOf<typeof area.roster>> {
    return this.rosters.view(actor, params.id);
  }

  @Handles(area.rosterFile)
  async rosterFile(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.rosterFile.params }) params: ParamsOf<typeof area.rosterFile>,
  ): Promise<StreamableFile> {
    return csvDownload(await this.rosters.sheet(actor, params.id), 'roster.csv', '报名名单.csv');
  }

  @Handles(area.checkIn)
  checkIn(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.checkIn.body }) body: BodyOf<typeof area.checkIn>,
  ): Promise<ViewOf<typeof area.checkIn>> {
    return this.door.checkIn(actor, body.storeId, body.scans);
  }

  @Handles(area.attend)
  attend(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.attend.params }) params: ParamsOf<typeof area.attend>,
    @Body({ schema: area.attend.body }) body: BodyOf<typeof area.attend>,
  ): Promise<ViewOf<typeof area.attend>> {
    return this.door.attend(actor, params.id, body.attended);
  }
}
