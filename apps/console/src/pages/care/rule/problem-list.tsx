import type { CareRuleBody } from '@cheban/contracts';
import { sayOffset } from '../../../features/care/words.js';
import { Icon } from '../../../shared/ui/icon.js';
import { Panel } from '../../../shared/ui/page.js';

const places: Record<string, string> = {
  name: '名称',
  trigger: '从哪天算起',
  kind: '消息类型',
  class: '类别',
  tellAt: '几点发送',
  actionLabel: '消息按钮',
  channels: '渠道',
  audience: '发给谁',
  campaignId: '带上活动',
  stages: '每次提醒',
};

function placeOf(path: string, body: CareRuleBody): string {
  const stage = /^stages\.(\d+)\./.exec(path)?.[1];
  const offset = stage === undefined ? undefined : body.stages[Number(stage)]?.offset;
  return offset === undefined ? (places[path] ?? '规则') : sayOffset(body.trigger, offset);
}

/** Everything that keeps the draft from being saved, and what to know about it. Empty when all is well. */
export function ProblemList({
  body,
  problems,
  warnings,
  onGo,
}: {
  body: CareRuleBody;
  problems: ReadonlyMap<string, string>;
  warnings: readonly string[];
  onGo(path: string): void;
}) {
  if (problems.size + warnings.length === 0) return null;
  return (
    <Panel title={problems.size > 0 ? `还有 ${problems.size} 处要改` : '请留意'}>
      <ul className="rule-problems" data-testid="rule-problems">
        {[...problems].map(([path, message]) => (
          <li key={path} className="rule-problem">
            <Icon name="alert" size={14} />
            <span>
              <button type="button" className="plain-button" onClick={() => onGo(path)}>
                {placeOf(path, body)}
              </button>
              ：{message}
            </span>
          </li>
        ))}
        {warnings.map((warning) => (
          <li key={warning} className="rule-problem warn">
            <Icon name="alert" size={14} />
            <span>{warning}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
