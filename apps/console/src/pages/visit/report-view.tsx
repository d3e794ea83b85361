import type { ReportView as Report } from '@cheban/contracts';
import { type Grade, wheelLabel, wheels } from '@cheban/contracts/constants';
import { stamp } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { GradeTag } from '../../shared/ui/tag.js';
import { CarAbove } from './car-above.js';
import { InspectionView } from './inspection-view.js';

const order: readonly Grade[] = ['red', 'amber', 'green'];
const worstOf = (list: readonly Grade[]) => order.find((grade) => list.includes(grade)) ?? 'green';

/** A signed report, or one that this role may only read. */
export function ReportView({ report }: { report: Report | null }) {
  if (!report) {
    return (
      <Panel title="三项数据">
        <Empty icon="shield" title="还没有检测数据" text="技师填写并签字后显示在这里，车主同时收到报告。" />
      </Panel>
    );
  }
  const byWheel = Object.fromEntries(
    report.wheels.map((entry) => [entry.wheel, worstOf([entry.pressure, entry.tread, entry.pad])]),
  );
  return (
    <Panel
      title={
        <span className="row-gap">
          三项数据 <GradeTag grade={report.grade} />
        </span>
      }
      extra={
        report.signedAt ? (
          <span className="small" data-testid="report-signed">
            {report.signedBy} 于 {stamp(report.signedAt)} 签字
          </span>
        ) : (
          <span className="small">已填写，尚未签字</span>
        )
      }
    >
      <div className="wheels read">
        <CarAbove grades={byWheel} />
        {wheels.map((wheel) => {
          const entry = report.wheels.find((candidate) => candidate.wheel === wheel);
          if (!entry) return null;
          return (
            <section key={wheel} className={`wheel ${wheel}`}>
              <h3>{wheelLabel[wheel]}</h3>
              <dl>
                <div>
                  <dt>胎压</dt>
                  <dd className="num">
                    {entry.foundKpa} → {entry.setKpa} kPa
                  </dd>
                  <dd className="wheel-grade">
                    <GradeTag grade={entry.pressure} />
                  </dd>
                </div>
                <div>
                  <dt>花纹</dt>
                  <dd className="num">
                    {entry.treadMm.toFixed(1)} mm，余 {entry.treadLeftMm.toFixed(1)}
                  </dd>
                  <dd className="wheel-grade">
                    <GradeTag grade={entry.tread} />
                  </dd>
                </div>
                <div>
                  <dt>刹车片</dt>
                  <dd className="num">{entry.padMm.toFixed(1)} mm</dd>
                  <dd className="wheel-grade">
                    <GradeTag grade={entry.pad} />
                  </dd>
                </div>
              </dl>
            </section>
          );
        })}
      </div>
      {report.inspection && <InspectionView inspection={report.inspection} />}
      {report.advice.length > 0 && (
        <ul className="advice">
          {report.advice.map((line) => (
            <li key={line.text}>
              <GradeTag grade={line.grade} /> {line.text}
            </li>
          ))}
        </ul>
      )}
      {report.remark && <p className="muted">备注：{report.remark}</p>}
    </Panel>
  );
}
