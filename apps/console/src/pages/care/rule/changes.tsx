import './changes.css';
import type { CareRuleBody } from '@cheban/contracts';
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
export function Changes({ before, after }: { before: CareRuleBody | null; after: CareRuleBody }) {
  const rows: { key: string; label: string; pieces: Piece[] }[] = before
    ? diffRules(before, after)
    : linesOfRule(after).map((line) => ({ ...line, pieces: [{ kind: 'same', text: line.text }] }));
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
