import {
  fuelEighthLabels,
  gradeLabel,
  type StaffVisitView,
  type VisitView,
  wheelLabel,
} from '@cheban/contracts';
import { businessDate, formatPlate, formatYuan, shanghaiClock } from '@cheban/kernel';
import { Injectable } from '@nestjs/common';
import type { OwnerActor, StaffActor } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { AppError } from '../../../platform/errors/index.js';
import { SheetWriter } from './sheet-writer.js';
import { VisitQueries } from './visit.queries.js';

type SheetView = Omit<VisitView, 'advisorPhone' | 'canRate' | 'ratingDraft' | 'nextDue'>;

const say = (instant: string | null) => {
  if (instant === null) return '—';
  const at = Date.parse(instant);
  return `${businessDate(at)} ${shanghaiClock(at)}`;
};
const yuan = (amountFen: number) => `¥${formatYuan(amountFen)}`;

/** The hand-over sheet (交车单) to print or keep. */
@Injectable()
export class HandOverSheet {
  constructor(
    private readonly queries: VisitQueries,
    private readonly clock: Clock,
  ) {}

  /** Throws REQUEST.NOT_FOUND, or VISIT.STATE before the hand-over. */
  async forStaff(actor: StaffActor, id: string): Promise<{ name: string; content: Buffer }> {
    const visit = await this.queries.staffView(actor, id);
    return this.draw(visit, visit);
  }

  /** Throws REQUEST.NOT_FOUND, or VISIT.STATE before the hand-over. */
  async forOwner(actor: OwnerActor, id: string): Promise<{ name: string; content: Buffer }> {
    return this.draw(await this.queries.ownerView(actor, id), null);
  }

  private async draw(
    visit: SheetView,
    person: Pick<StaffVisitView, 'ownerName' | 'phoneMasked'> | null,
  ): Promise<{ name: string; content: Buffer }> {
    const { bill } = visit;
    if (!bill) throw new AppError('VISIT.STATE');
    const sheet = new SheetWriter(`交车单 ${bill.orderNo}`, this.clock.date());
    sheet.title(`${visit.storeName} 交车单`, `工单号 ${bill.orderNo}　服务电话 ${visit.storePhone}`);
    sheet.pairs([
      ['车辆', `${visit.model}　${visit.plate === null ? '未上牌' : formatPlate(visit.plate)}`],
      ['里程', visit.mileageKm === null ? '—' : `${visit.mileageKm} 公里`],
      ...(person ? ([['车主', `${person.ownerName}　${person.phoneMasked ?? ''}`]] as const) : []),
      ['服务项目', visit.serviceName],
      ['服务顾问', visit.advisorName ?? '—'],
      ['技师', visit.technicianName ?? '—'],
      ['到店', say(visit.arrivedAt)],
      ['承诺交车', say(visit.promisedAt)],
      ['实际交车', say(visit.handedOverAt)],
    ]);
    this.arrival(sheet, visit);
    this.bill(sheet, visit, bill);
    this.report(sheet, visit);
    this.later(sheet, visit);
    sheet.signatures(['车主签字', '服务顾问签字']);
    return { name: `${bill.orderNo}.pdf`, content: await sheet.end() };
  }

  private arrival(sheet: SheetWriter, { checkIn }: SheetView): void {
    const { fuelEighths, belongings, ownerWords, fault } = checkIn;
    if (fuelEighths === null && belongings === '' && ownerWords === '' && fault === null) return;
    sheet.heading('接车记录');
    if (fuelEighths !== null) sheet.text(`油量或电量：${fuelEighthLabels[fuelEighths]}`);
    if (belongings !== '') sheet.text(`随车物品：${belongings}`);
    if (ownerWords !== '') sheet.text(`车主描述：${ownerWords}`);
  }

  private bill(sheet: SheetWriter, visit: SheetView, bill: NonNullable<SheetView['bill']>): void {
    sheet.heading('费用明细');
    sheet.table(
      [
        { title: '项目', share: 0.5 },
        { title: '类别', share: 0.14 },
        { title: '数量', share: 0.14, right: true },
        { title: '金额', share: 0.22, right: true },
      ],
      bill.lines.map((line) => [
        line.name,
        line.kind === 'part' ? '配件' : '工时',
        String(line.quantity),
        yuan(line.amountFen),
      ]),
    );
    sheet.text(`实收 ${yuan(bill.paidFen)}`);
    for (const { at, reason, before, after } of visit.corrections)
      sheet.text(
        `${say(at)} 更正：实收 ${yuan(before.paidFen)} 改为 ${yuan(after.paidFen)}，原因：${reason}`,
      );
  }

  private report(sheet: SheetWriter, { report }: SheetView): void {
    if (!report) return;
    sheet.heading('三项数据');
    sheet.table(
      [
        { title: '车轮', share: 0.16 },
        { title: '胎压 到店/调整后', share: 0.3 },
        { title: '花纹深度', share: 0.27 },
        { title: '刹车片厚度', share: 0.27 },
      ],
      report.wheels.map((wheel) => [
        wheelLabel[wheel.wheel],
        `${wheel.foundKpa} / ${wheel.setKpa} kPa　${gradeLabel[wheel.pressure]}`,
        `${wheel.treadMm} mm　${gradeLabel[wheel.tread]}`,
        `${wheel.padMm} mm　${gradeLabel[wheel.pad]}`,
      ]),
    );
    for (const { text, grade } of report.advice) sheet.text(`${gradeLabel[grade]}：${text}`);
    const found = (report.inspection?.sections ?? []).flatMap(({ items }) => items);
    if (report.inspection) {
      const { counts, label } = report.inspection;
      sheet.heading(label);
      sheet.text(`良好 ${counts.green} 项，需留意 ${counts.amber} 项，需处理 ${counts.red} 项`);
    }
    for (const item of found.filter(({ grade }) => grade !== 'green'))
      sheet.text(`${gradeLabel[item.grade]}：${item.label}${item.note === '' ? '' : `，${item.note}`}`);
    sheet.text(`检测技师 ${report.signedBy ?? '—'}　${say(report.signedAt)}`);
  }

  private later(sheet: SheetWriter, visit: SheetView): void {
    const open = visit.declinedWork.filter(({ state }) => state === 'open');
    if (open.length === 0) return;
    sheet.heading('本次暂不做的项目');
    for (const { title, amountFen } of open) sheet.text(`${title}　参考价 ${yuan(amountFen)}`);
  }
}
