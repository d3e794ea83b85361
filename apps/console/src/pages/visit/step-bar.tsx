import type { StaffVisitView } from '@cheban/contracts';
import { type VisitStep, visitStepLabel, visitSteps } from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { useColleagues } from '../../features/store/queries.js';
import { whenShort } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Icon } from '../../shared/ui/icon.js';
import { DelayDialog } from './delay-dialog.js';
import { visitAreas } from './queries.js';

const stepAction: Record<VisitStep, string> = {
  checked_in: '接车',
  in_work: '开始维修',
  quality_check: '送质检',
  washing: '送洗车',
  ready: '通知车主取车',
  handed_over: '交车',
};

/** The steps an owner sees, and the buttons to the next ones. Hand-over has its own form. */
export function StepBar({ visit }: { visit: StaffVisitView }) {
  const may = useMay();
  const manage = may('visit.manage') && visit.handedOverAt === null;
  const technicians = useColleagues(visit.storeId, 'technician');
  const [technicianId, setTechnicianId] = useState<string>();
  const [delay, setDelay] = useState(false);
  const advance = useSubmit(api.workshop.advance, {
    refresh: visitAreas,
    success: (next) => `已到“${visitStepLabel[next.step]}”，车主可以看到`,
  });
  const here = visitSteps.indexOf(visit.step);
  const back = (step: VisitStep) => visitSteps.indexOf(step) < here;
  // The way on stands first; a way back is offered last.
  const next = visit.nextSteps
    .filter((step) => step !== 'handed_over')
    .sort((a, b) => Number(back(a)) - Number(back(b)));
  const current = visit.steps.findIndex((entry) => entry.step === visit.step);
  const assigns = next.includes('in_work') && visit.technicianName === null;

  const go = (step: VisitStep) =>
    advance.mutate({
      params: { id: visit.id },
      body: { step, ...(step === 'in_work' && technicianId && { technicianId }) },
    });

  return (
    <section className="panel step-panel" aria-label="进度">
      <ol className="step-bar">
        {visit.steps.map((entry, index) => (
          <li
            key={entry.step}
            className={lookOf(entry.at, index === current && visit.handedOverAt === null)}
            aria-current={index === current ? 'step' : undefined}
          >
            <i className="step-mark" aria-hidden="true">
              {entry.at ? <Icon name="check" size={12} /> : index + 1}
            </i>
            <span className="step-name">{visitStepLabel[entry.step]}</span>
            <small className="num">
              {entry.at ? whenShort(entry.at) : ''}
              {entry.by ? ` ${entry.by}` : ''}
            </small>
          </li>
        ))}
      </ol>
      {manage && (
        <div className="step-actions">
          {assigns && technicians.length > 0 && (
            <Select
              aria-label="主修技师"
              placeholder="选择技师"
              allowClear
              style={{ minWidth: 130 }}
              value={technicianId ?? null}
              options={technicians.map((entry) => ({ value: entry.id, label: entry.name }))}
              onChange={(value) => setTechnicianId(value ?? undefined)}
            />
          )}
          {next.map((step, index) => (
            <Button
              key={step}
              type={index === 0 ? 'primary' : 'default'}
              data-testid={`step-${step}`}
              loading={advance.isPending && advance.variables?.body.step === step}
              onClick={() => go(step)}
            >
              {back(step) ? `退回${visitStepLabel[step]}` : stepAction[step]}
            </Button>
          ))}
          <Button data-testid="delay-open" onClick={() => setDelay(true)}>
            调整交车时间
          </Button>
        </div>
      )}
      {delay && <DelayDialog visit={visit} onClose={() => setDelay(false)} />}
    </section>
  );
}

function lookOf(at: string | null, now: boolean): string {
  if (now) return 'now';
  return at ? 'done' : 'todo';
}
