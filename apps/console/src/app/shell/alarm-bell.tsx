import '../../features/channel/alarm.css';
import { lazy, Suspense, useRef } from 'react';
import { useAlarmLayer, useAlarms } from '../../features/channel/queries.js';
import { Icon } from '../../shared/ui/icon.js';
import { useMay } from '../me.js';

const AlarmLayer = lazy(async () => ({
  default: (await import('../../features/channel/alarm-layer.js')).AlarmLayer,
}));

/** The bell in the header: how many alarms are open. Grey when colleagues look after all of them. */
export function AlarmBell() {
  const may = useMay();
  const { open, show } = useAlarmLayer();
  const opened = useRef(false);
  if (open) opened.current = true;
  const alarms = useAlarms('open').data;
  if (!may('care.read')) return null;
  const number = alarms?.open ?? 0;
  const taken = alarms?.items.every((alarm) => alarm.acknowledgedBy !== null) ?? true;
  return (
    <>
      <button
        type="button"
        className="icon-button bell"
        aria-label={number > 0 ? `报警：${number} 项进行中` : '报警：没有'}
        data-testid="alarm-bell"
        onClick={() => show(true)}
      >
        <Icon name="bell" size={18} />
        {number > 0 && (
          <span className={`bell-count num ${taken ? 'taken' : ''}`} aria-hidden="true">
            {number > 99 ? '99+' : number}
          </span>
        )}
      </button>
      {opened.current && (
        <Suspense fallback={null}>
          <AlarmLayer open={open} onClose={() => show(false)} />
        </Suspense>
      )}
    </>
  );
}
