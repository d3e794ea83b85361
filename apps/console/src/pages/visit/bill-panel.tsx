import type { StaffVisitView } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../app/me.js';
import { stamp } from '../../shared/format/time.js';
import { yuan } from '../../shared/format/words.js';
import { useDownload } from '../../shared/hooks/use-download.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { CorrectLayer } from './correct-layer.js';
import { HandOverForm } from './hand-over-form.js';

/** Hand-over: the form when its time has come, the closed work order afterwards. */
export function BillPanel({ visit }: { visit: StaffVisitView }) {
  const may = useMay();
  const [early, setEarly] = useState(false);
  if (visit.bill && visit.handedOverAt) return <ClosedBill visit={visit} bill={visit.bill} />;
  if (!may('visit.manage')) return null;
  const signed = Boolean(visit.report?.signedAt);
  const ready = visit.nextSteps.includes('handed_over') || visit.step === 'ready';
  if (!ready && !early) {
    return (
      <Panel title="交车结算">
        <Empty
          icon="flag"
          title="车辆待交后在这里结算"
          text={signed ? '也可以先录入维修项目。' : '交车前需要技师签好三项数据。'}
          action={<Button onClick={() => setEarly(true)}>先录入项目</Button>}
        />
      </Panel>
    );
  }
  return <HandOverForm visit={visit} ready={ready} signed={signed} />;
}

function ClosedBill({ visit, bill }: { visit: StaffVisitView; bill: NonNullable<StaffVisitView['bill']> }) {
  const may = useMay();
  const { busy: printing, download } = useDownload();
  const [correcting, setCorrecting] = useState(false);
  const sheet = () =>
    download(`/staff/visits/${encodeURIComponent(visit.id)}/sheet.pdf`, `交车单-${bill.orderNo}.pdf`);
  return (
    <Panel
      flush
      title={
        <span className="row-gap">
          结算单 {bill.orderNo}
          {visit.onTime !== null && (
            <Tag tone={visit.onTime ? 'green' : 'red'}>{visit.onTime ? '按承诺完工' : '晚于承诺'}</Tag>
          )}
        </span>
      }
      extra={
        <>
          {visit.handedOverAt && <span className="small">{stamp(visit.handedOverAt)} 交车</span>}
          <Button size="small" data-testid="sheet" loading={printing} onClick={() => void sheet()}>
            交车单 PDF
          </Button>
          {may('visit.correct') && (
            <Button size="small" data-testid="correct-open" onClick={() => setCorrecting(true)}>
              更正
            </Button>
          )}
        </>
      }
    >
      {bill.lines.length > 0 && (
        <div className="table-box">
          <table className="table bill-table" aria-label="结算项目">
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">类别</th>
                <th scope="col" className="right">
                  数量
                </th>
                <th scope="col" className="right">
                  金额
                </th>
              </tr>
            </thead>
            <tbody>
              {bill.lines.map((line, index) => (
                <tr key={`${line.name}-${index.toString()}`}>
                  <td>{line.name}</td>
                  <td>{line.kind === 'labour' ? '工时' : '配件'}</td>
                  <td className="right">{line.quantity}</td>
                  <td className="right">{yuan(line.amountFen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="bill-total">
        实付 <strong className="num">{yuan(bill.paidFen)}</strong>
      </p>
      {correcting && <CorrectLayer visit={visit} bill={bill} onClose={() => setCorrecting(false)} />}
    </Panel>
  );
}
