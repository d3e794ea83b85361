import type { CareRuleDetail } from '@cheban/contracts';
import { type CareVersionState, careVersionStateLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { whenWords } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';
import type { IconName } from '../../../shared/ui/icon.js';
import { Panel } from '../../../shared/ui/page.js';
import { Empty } from '../../../shared/ui/states.js';
import { Tag, type Tone } from '../../../shared/ui/tag.js';

type Edition = CareRuleDetail['editions'][number];

const look: Record<CareVersionState, { tone: Tone; icon: IconName }> = {
  draft: { tone: 'grey', icon: 'file' },
  submitted: { tone: 'amber', icon: 'clock' },
  live: { tone: 'green', icon: 'check' },
  rejected: { tone: 'red', icon: 'close' },
  replaced: { tone: 'grey', icon: 'audit' },
};

const EditionTag = ({ state }: { state: CareVersionState }) => (
  <Tag {...look[state]}>{careVersionStateLabel[state]}</Tag>
);

/** Who wrote what and when, who let it pass; each edition opens with what changed. */
export function EditionsPanel({
  editions,
  onOpen,
}: {
  editions: readonly Edition[];
  onOpen(edition: Edition): void;
}) {
  return (
    <Panel title="版本记录" flush>
      {editions.length === 0 && (
        <Empty
          icon="audit"
          title="还没有改过"
          text="现在用的是系统默认内容。第一次保存后，每一版都会留在这里。"
        />
      )}
      <ol className="editions">
        {editions.map((edition) => (
          <li key={`${edition.scope}-${edition.version}`} data-testid="rule-edition">
            <span className="strong num">
              {edition.scope === 'group' ? '集团' : '本店'}第 {edition.version} 版
            </span>
            <EditionTag state={edition.state} />
            <span className="small muted">
              {edition.writtenBy} · {whenWords(edition.writtenAt)} · 约 {count(edition.recipients)} 人
            </span>
            <Button size="small" type="text" className="push" onClick={() => onOpen(edition)}>
              看改动
            </Button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
