import type { StaffVisitView } from '@cheban/contracts';
import { type Wheel, wheelLabel, wheels } from '@cheban/contracts/constants';
import { App, Button, Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { plateText } from '../../shared/format/words.js';
import { useDraft } from '../../shared/hooks/use-draft.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { CarAbove } from './car-above.js';
import { faultsOf, type InspectionText, inspectionText, readInspection } from './inspection.js';
import { InspectionForm } from './inspection-form.js';
import {
  fieldLabel,
  type MeasureField,
  measureFields,
  offScale,
  previewGrade,
  type ReportText,
  readMeasure,
  readReport,
  reportText,
  unitBeside,
  wrongWords,
} from './measure.js';
import { visitAreas } from './queries.js';

const usualKey = (model: string) => `cheban.console.usual-kpa.${model}`;

interface Draft {
  wheels: ReportText;
  remark: string;
  /** Drafts of before the full inspection have none. */
  inspection?: InspectionText | null;
}

/** Sixteen numbers on a car seen from above. Tab and Enter go from field to field, wheel by wheel; a draft is kept on the device. */
export function ReportForm({ visit }: { visit: StaffVisitView }) {
  const { modal } = App.useApp();
  const { me } = useWorkplace();
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft, clearDraft] = useDraft<Draft>(`report.${visit.id}`, () => ({
    wheels: reportText(visit.report, localStorage.getItem(usualKey(visit.model)) ?? ''),
    remark: visit.report?.remark ?? '',
    inspection: inspectionText(visit.report),
  }));
  const [checked, setChecked] = useState(false);
  const inspection = draft.inspection ?? null;
  const read = readReport(draft.wheels);
  const save = useSubmit(api.workshop.saveReport, {
    refresh: visitAreas,
    success: (view) => (view.report?.signedAt ? '已签字，车主可以看到报告' : '已保存，签字后车主可见'),
    quiet: true,
    onSuccess: (_, input) => {
      localStorage.setItem(usualKey(visit.model), String(input.body.wheels[0]?.setKpa ?? ''));
      clearDraft();
    },
  });

  function change(wheel: Wheel, field: MeasureField, text: string) {
    const before = draft.wheels;
    const next: ReportText = { ...before, [wheel]: { ...before[wheel], [field]: text } };
    // The set pressure is mostly the same all round: the first wheel fills the others until they are touched.
    if (field === 'setKpa' && wheel === wheels[0]) {
      for (const other of wheels.slice(1)) {
        if (before[other].setKpa === before[wheel].setKpa) next[other] = { ...before[other], setKpa: text };
      }
    }
    setDraft({ ...draft, wheels: next });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const inputs = [...(box.current?.querySelectorAll<HTMLInputElement>('input[data-measure]') ?? [])];
    const next = inputs[inputs.indexOf(event.currentTarget) + 1];
    if (next) next.focus();
    else event.currentTarget.blur();
  }

  function submit(sign: boolean) {
    if (read.wrong) {
      setChecked(true);
      document.getElementById(`report-${read.wrong.wheel}-${read.wrong.field}`)?.focus();
      return;
    }
    const [missing] = sign && inspection ? faultsOf(inspection) : [];
    if (missing !== undefined) {
      setChecked(true);
      // Its section may just be opening: look for it once that stands.
      requestAnimationFrame(() =>
        document.querySelector(`[data-testid^="inspect-${missing}-"]`)?.scrollIntoView({ block: 'center' }),
      );
      return;
    }
    const send = () =>
      save.mutateAsync({
        params: { id: visit.id },
        body: {
          wheels: read.wheels,
          remark: draft.remark,
          inspection: inspection && readInspection(inspection),
          sign,
        },
      });
    if (!sign) {
      void send().catch(() => undefined);
      return;
    }
    void modal.confirm({
      title: `以 ${me.name} 的名义签字？`,
      content: `${plateText(visit.plate)} 的检测结果签字后不能修改，车主会立即看到。`,
      okText: '确认签字',
      cancelText: '再核对一下',
      okButtonProps: { 'data-testid': 'report-sign-confirm' },
      onOk: () => send().catch(() => undefined),
    });
  }

  return (
    <Panel title="三项数据" extra={<span className="hint">胎压可填 2.3 或 230；回车到下一格</span>}>
      <div className="wheels" ref={box}>
        <CarAbove grades={Object.fromEntries(wheels.map((wheel) => [wheel, worst(draft.wheels, wheel)]))} />
        {wheels.map((wheel) => (
          <fieldset key={wheel} className={`wheel ${wheel}`}>
            <legend>{wheelLabel[wheel]}</legend>
            {measureFields.map((field) => {
              const grade = previewGrade(field, draft.wheels[wheel]);
              const missing = checked && readMeasure(field, draft.wheels[wheel][field]) === null;
              const off = offScale(field, draft.wheels[wheel][field]);
              const name = `report-${wheel}-${field}`;
              return (
                <label
                  key={field}
                  className={`measure ${grade ?? ''} ${missing ? 'wrong' : ''} ${off ? 'off' : ''}`}
                  htmlFor={name}
                >
                  <span>{fieldLabel[field]}</span>
                  <input
                    id={name}
                    data-testid={name}
                    data-measure
                    inputMode="decimal"
                    enterKeyHint="next"
                    autoComplete="off"
                    maxLength={6}
                    aria-invalid={missing || off}
                    value={draft.wheels[wheel][field]}
                    onFocus={(event) => event.target.select()}
                    onChange={(event) => change(wheel, field, event.target.value)}
                    onKeyDown={onKeyDown}
                  />
                  <small>{unitBeside(field, draft.wheels[wheel][field])}</small>
                </label>
              );
            })}
          </fieldset>
        ))}
      </div>
      {checked && read.wrong && (
        <p className="text-red small" role="alert">
          {wrongWords(draft.wheels, read.wrong)}
        </p>
      )}
      <InspectionForm
        value={inspection}
        checked={checked}
        onChange={(next) => setDraft({ ...draft, inspection: next })}
      />
      <label className="remark" htmlFor="report-remark">
        <span className="muted small">备注（车主会看到）</span>
        <Input.TextArea
          id="report-remark"
          rows={2}
          maxLength={500}
          value={draft.remark}
          placeholder="例如：左前轮外侧偏磨，建议做四轮定位"
          onChange={(event) => setDraft({ ...draft, remark: event.target.value })}
        />
      </label>
      <FormError error={save.error} />
      <div className="layer-actions">
        <Button data-testid="report-save" loading={save.isPending} onClick={() => submit(false)}>
          先保存
        </Button>
        <Button
          type="primary"
          className="push"
          data-testid="report-sign"
          loading={save.isPending}
          onClick={() => submit(true)}
        >
          签字并发给车主
        </Button>
      </div>
    </Panel>
  );
}

function worst(text: ReportText, wheel: Wheel): 'green' | 'amber' | 'red' | null {
  const list = measureFields.map((field) => previewGrade(field, text[wheel]));
  if (list.includes('red')) return 'red';
  if (list.includes('amber')) return 'amber';
  return list.includes('green') ? 'green' : null;
}
