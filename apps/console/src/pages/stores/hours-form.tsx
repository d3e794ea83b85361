import type { StoreView } from '@cheban/contracts';
import { App, Button, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../app/api.js';
import { NOTHING_CHANGED } from '../../shared/hooks/use-fresh-fields.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { ClockField } from '../../shared/ui/clock-field.js';
import { FormError } from '../../shared/ui/form-error.js';
import { changedDays, freshWeek, type Hours, weekdayLabel, weekOf, wrongDay } from './hours.js';

/** The break of one day: nothing is booked in it. */
function BreakFields({
  label,
  entry,
  editable,
  usual,
  onChange,
}: {
  label: string;
  entry: Hours;
  editable: boolean;
  usual: Pick<Hours, 'breakFrom' | 'breakTo'>;
  onChange(part: Partial<Hours>): void;
}) {
  if (entry.breakFrom === null && entry.breakTo === null) {
    return editable ? (
      <Button size="small" type="text" onClick={() => onChange(usual)}>
        加午休
      </Button>
    ) : (
      <span className="faint small">无午休</span>
    );
  }
  const input = (key: 'breakFrom' | 'breakTo', word: string) => (
    <ClockField
      label={`${label}${word}`}
      disabled={!editable}
      clearable={false}
      value={entry[key]}
      onChange={(clock) => onChange({ [key]: clock })}
    />
  );
  return (
    <span className="hours-break">
      <span className="muted">午休</span>
      {input('breakFrom', '午休开始')}
      <span>至</span>
      {input('breakTo', '午休结束')}
      {editable && (
        <Button
          size="small"
          type="text"
          aria-label={`取消${label}午休`}
          onClick={() => onChange({ breakFrom: null, breakTo: null })}
        >
          取消
        </Button>
      )}
    </span>
  );
}

/** Opening hours by weekday. Slots for booking follow them at once. */
export function HoursForm({ store, editable }: { store: StoreView; editable: boolean }) {
  const [week, setWeek] = useState(() => weekOf(store.hours));
  const shown = useRef(week);
  const { message } = App.useApp();
  const save = useSubmit(api.store.update, {
    refresh: ['stores', 'slots', 'board'],
    success: '营业时间已保存',
    quiet: true,
  });
  const { onTyped, onHandedIn } = useUnsaved(save.error);
  // What a colleague saved meanwhile, for the days that nobody changed here.
  useEffect(() => {
    const [before, stored] = [shown.current, weekOf(store.hours)];
    shown.current = stored;
    setWeek((mine) => freshWeek(before, mine, stored));
  }, [store.hours]);
  const wrong = wrongDay(week);
  const change = (weekday: number, part: Partial<Hours>) => {
    onTyped();
    setWeek(week.map((entry) => (entry.weekday === weekday ? { ...entry, ...part } : entry)));
  };
  const first = week.find((entry) => entry.opensAt !== null);
  const named = week.find((entry) => entry.breakFrom !== null);
  const usualBreak = { breakFrom: named?.breakFrom ?? '12:00', breakTo: named?.breakTo ?? '13:00' };

  return (
    <div>
      <ul className="hours-list">
        {week.map((entry, index) => {
          const open = entry.opensAt !== null;
          const label = weekdayLabel[index] ?? '';
          return (
            <li key={entry.weekday}>
              <span className="hours-day">{label}</span>
              <Switch
                aria-label={`${label}营业`}
                checkedChildren="营业"
                unCheckedChildren="休息"
                disabled={!editable}
                checked={open}
                onChange={(on) =>
                  change(
                    entry.weekday,
                    on
                      ? { opensAt: first?.opensAt ?? '08:30', closesAt: first?.closesAt ?? '17:30' }
                      : { opensAt: null, closesAt: null, breakFrom: null, breakTo: null },
                  )
                }
              />
              {open && (
                <>
                  <ClockField
                    label={`${label}开门时间`}
                    disabled={!editable}
                    clearable={false}
                    value={entry.opensAt}
                    onChange={(opensAt) => change(entry.weekday, { opensAt })}
                  />
                  <span>至</span>
                  <ClockField
                    label={`${label}打烊时间`}
                    disabled={!editable}
                    clearable={false}
                    value={entry.closesAt}
                    onChange={(closesAt) => change(entry.weekday, { closesAt })}
                  />
                  <BreakFields
                    label={label}
                    entry={entry}
                    editable={editable}
                    usual={usualBreak}
                    onChange={(part) => change(entry.weekday, part)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      {wrong !== null && (
        <p className="text-red small" role="alert">
          {wrong.text}
        </p>
      )}
      <FormError error={save.error} />
      {editable && (
        <Button
          type="primary"
          data-testid="hours-save"
          disabled={wrong !== null}
          loading={save.isPending}
          onClick={() => {
            onHandedIn();
            const hours = changedDays(shown.current, week);
            if (hours.length === 0) void message.info(NOTHING_CHANGED);
            else save.mutate({ params: { id: store.id }, body: { hours } });
          }}
        >
          保存营业时间
        </Button>
      )}
    </div>
  );
}
