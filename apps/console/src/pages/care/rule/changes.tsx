import './changes.css';
import type { CareRuleBody, CareRuleDetail } from '@cheban/contracts';
import { useRuleCampaigns } from '../../../features/care/queries.js';
import { diffRules, linesOfRule, type Piece } from './diff.js';

const tagOf = { same: 'span', added: 'ins', removed: 'del' } as const;

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) => {
        const Tag = tagOf[piece.kind];
        return <Tag key={`${index.toString()}-${piece.kind}`}>{piece.text}</Tag>;
      })}
    </>
  );
}

/** The words of an edition, with what changed against the one before; without one before, all of them. */
export function Changes({
  before,
  after,
  detail,
}: {
  before: CareRuleBody | null;
  after: CareRuleBody;
  /** Of the rule; null for one that does not exist yet. */
  detail: Pick<CareRuleDetail, 'campaigns'> | null;
}) {
  const campaigns = useRuleCampaigns(detail?.campaigns ?? [], after.campaignId !== undefined);
  const rows: { key: string; label: string; pieces: Piece[] }[] = before
    ? diffRules(before, after, campaigns)
    : linesOfRule(after, campaigns).map((line) => ({ ...line, pieces: [{ kind: 'same', text: line.text }] }));
  if (rows.length === 0) return <p className="muted">和上一版内容相同。</p>;
  return (
    <dl className="changes" data-testid="rule-changes">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.label}</dt>
          <dd>
            <Pieces pieces={row.pieces} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
