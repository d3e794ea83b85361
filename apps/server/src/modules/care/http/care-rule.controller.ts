import { routes } from '@cheban/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { StaffActor } from '../../../platform/auth/index.js';
import {
  type BodyOf,
  CurrentStaff,
  Handles,
  type ParamsOf,
  type QueryOf,
  type ViewOf,
} from '../../../platform/http/index.js';
import { DecideRule } from '../usecases/decide-rule.usecase.js';
import { EditRule } from '../usecases/edit-rule.usecase.js';
import { RuleList } from '../usecases/rule-list.queries.js';
import { RulePreview } from '../usecases/rule-preview.queries.js';
import { Segments } from '../usecases/segment.queries.js';
import { TestRule } from '../usecases/test-rule.usecase.js';

const area = routes.careRule;

@Controller()
export class CareRuleController {
  constructor(
    private readonly rules: RuleList,
    private readonly editing: EditRule,
    private readonly deciding: DecideRule,
    private readonly previewing: RulePreview,
    private readonly testing: TestRule,
    private readonly segments: Segments,
  ) {}

  @Handles(area.list)
  list(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.list.query }) query: QueryOf<typeof area.list>,
  ): Promise<ViewOf<typeof area.list>> {
    return this.rules.list(actor, query.storeId);
  }

  @Handles(area.campaigns)
  campaigns(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.campaigns.query }) query: QueryOf<typeof area.campaigns>,
  ): Promise<ViewOf<typeof area.campaigns>> {
    return this.rules.namable(actor, query.storeId);
  }

  @Handles(area.segmentOptions)
  segmentOptions(
    @CurrentStaff() actor: StaffActor,
    @Query({ schema: area.segmentOptions.query }) query: QueryOf<typeof area.segmentOptions>,
  ): Promise<ViewOf<typeof area.segmentOptions>> {
    return this.segments.options(actor, query.storeId);
  }

  @Handles(area.segmentCount)
  segmentCount(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.segmentCount.body }) body: BodyOf<typeof area.segmentCount>,
  ): Promise<ViewOf<typeof area.segmentCount>> {
    return this.segments.count(actor, body);
  }

  @Handles(area.preview)
  preview(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.preview.body }) body: BodyOf<typeof area.preview>,
  ): Promise<ViewOf<typeof area.preview>> {
    return this.previewing.run(actor, body);
  }

  @Handles(area.create)
  create(
    @CurrentStaff() actor: StaffActor,
    @Body({ schema: area.create.body }) body: BodyOf<typeof area.create>,
  ): Promise<ViewOf<typeof area.create>> {
    return this.editing.create(actor, body);
  }

  @Handles(area.detail)
  detail(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.detail.params }) params: ParamsOf<typeof area.detail>,
    @Query({ schema: area.detail.query }) query: QueryOf<typeof area.detail>,
  ): Promise<ViewOf<typeof area.detail>> {
    return this.rules.detail(actor, params.code, query.storeId);
  }

  @Handles(area.save)
  save(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.save.params }) params: ParamsOf<typeof area.save>,
    @Body({ schema: area.save.body }) body: BodyOf<typeof area.save>,
  ): Promise<ViewOf<typeof area.save>> {
    return this.editing.save(actor, params.code, body);
  }

  @Handles(area.state)
  state(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.state.params }) params: ParamsOf<typeof area.state>,
    @Body({ schema: area.state.body }) body: BodyOf<typeof area.state>,
  ): Promise<ViewOf<typeof area.state>> {
    return this.deciding.state(actor, params.code, body);
  }

  @Handles(area.decide)
  decide(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.decide.params }) params: ParamsOf<typeof area.decide>,
    @Body({ schema: area.decide.body }) body: BodyOf<typeof area.decide>,
  ): Promise<ViewOf<typeof area.decide>> {
    return this.deciding.decide(actor, params.code, body);
  }

  @Handles(area.test)
  test(
    @CurrentStaff() actor: StaffActor,
    @Param({ schema: area.test.params }) params: ParamsOf<typeof area.test>,
    @Body({ schema: area.test.body }) body: BodyOf<typeof area.test>,
  ): Promise<ViewOf<typeof area.test>> {
    return this.testing.run(actor, params.code, body);
  }
}
