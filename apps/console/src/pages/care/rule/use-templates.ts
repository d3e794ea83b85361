import type { CareRuleDetail, TemplateRow } from '@cheban/contracts';
import type { MessageKind } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../app/api.js';
import type { RuleField } from './draft.js';

/** WeChat's limit of the one type whose text is ours; the other types are filled by the system within theirs. */
const THING_MAX = 20;

const fieldsOf = (row: TemplateRow): RuleField[] =>
  row.active
    ? row.fields.map(({ key, label, type, word }) => ({
        channel: row.channel,
        key,
        label,
        word,
        type: type ?? 'text',
        max: type === 'thing' ? THING_MAX : null,
      }))
    : [];

/**
 * Fields of the templates of a message kind: those of the rule while it keeps its kind, else those that the channels
 * have for the kind chosen. Null while they are on their way.
 */
export function useTemplates(detail: CareRuleDetail | null, kind: MessageKind): RuleField[] | null {
  const known = detail?.kind === kind;
  const query = useQuery({
    queryKey: ['channel-templates'],
    queryFn: () => api.channel.templates(),
    enabled: !known,
    staleTime: 5 * 60_000,
  });
  if (known) return detail.templates;
  if (!query.data) return null;
  return query.data.rows.filter((row) => row.kind === kind).flatMap(fieldsOf);
}
