import type { CircuitRow } from '@cheban/contracts';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../../app/me.js';
import { useCircuits } from '../../../features/channel/queries.js';
import { whenShort, whenWords } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';
import { Panel } from '../../../shared/ui/page.js';
import { Tag } from '../../../shared/ui/tag.js';
import { TestDialog } from './test-dialog.js';

const MOST_COUNTED = 10_000;
const upTo = (number: number) => `${count(number)}${number >= MOST_COUNTED ? '+' : ''}`;

function Circuit({ circuit, onTest }: { circuit: CircuitRow; onTest?: (() => void) | undefined }) {
  return (
    <li className="circuit" data-testid={`circuit-${circuit.name}`}>
      <div className="circuit-main">
        <p className="row-gap">
          <strong>{circuit.title}</strong>
          <Tag tone={circuit.holds ? 'amber' : 'red'} icon="alert">
            {circuit.holds ? '额度用完，等待续发' : '已暂停'}
          </Tag>
        </p>
        <p>{circuit.reason}</p>
        <p className="muted">{circuit.advice}</p>
        <p className="hint">
          {whenWords(circuit.since)} 起 · {whenShort(circuit.retryAt)}{' '}
          {circuit.holds ? '额度恢复后自动续发；等不及的消息会改走别的渠道' : '会自动放行一条试发'}
        </p>
      </div>
      <dl className="circuit-counts num">
        <div>
          <dt>等着发</dt>
          <dd>
            <Link to="/care/messages?state=held&all=1">{upTo(circuit.held)}</Link>
          </dd>
        </div>
        <div>
          <dt>已改走别的渠道</dt>
          <dd>{upTo(circuit.diverted)}</dd>
        </div>
      </dl>
      {onTest && (
        <Button type="primary" data-testid={`circuit-test-${circuit.name}`} onClick={onTest}>
          试发并恢复
        </Button>
      )}
    </li>
  );
}

/** What is switched off at the moment, why, and what waits for it. Nothing is shown while all ways are open. */
export function CircuitsPanel() {
  const may = useMay();
  const [testing, setTesting] = useState<CircuitRow | null>(null);
  const circuits = useCircuits().data?.items ?? [];
  return (
    <>
      {circuits.length > 0 && (
        <Panel
          flush
          className="circuits"
          title="暂停中的渠道"
          extra={<span className="small">问题解决后试发一条，成功就马上恢复。</span>}
        >
          <ul>
            {circuits.map((circuit) => (
              <Circuit
                key={circuit.name}
                circuit={circuit}
                onTest={may('channel.manage') ? () => setTesting(circuit) : undefined}
              />
            ))}
          </ul>
        </Panel>
      )}
      {testing && <TestDialog circuit={testing} onClose={() => setTesting(null)} />}
    </>
  );
}
