import {
  type Grade,
  gradeLabel,
  grades,
  type InspectionItem,
  type InspectionTemplate,
  inspectionTemplateCodes,
  inspectionTemplates,
} from '@cheban/contracts/constants';
import { Button, Input, Segmented } from 'antd';
import { PhotoField } from '../../features/photo/photo-field.js';
import { emptyItem, type InspectionText, type ItemText, itemFault } from './inspection.js';

/** The full inspection, item by item, made for a thumb: good, watch or act; what is not good wants a word or a picture. */
export function InspectionForm({
  value,
  checked,
  onChange,
}: {
  value: InspectionText | null;
  /** Somebody tried to sign: say what is missing. */
  checked: boolean;
  onChange(value: InspectionText | null): void;
}) {
  const choose = (template: InspectionTemplate | 'none') =>
    onChange(template === 'none' ? null : { template, items: value?.items ?? {} });
  const sections = value ? inspectionTemplates[value.template].sections : [];
  const change = (code: string, part: Partial<ItemText>) =>
    value &&
    onChange({
      ...value,
      items: { ...value.items, [code]: { ...(value.items[code] ?? emptyItem), ...part } },
    });
  const restGood = (items: readonly InspectionItem[]) =>
    value &&
    onChange({
      ...value,
      items: {
        ...value.items,
        ...Object.fromEntries(
          items
            .filter(({ code }) => !value.items[code]?.grade)
            .map(({ code }) => [code, { ...(value.items[code] ?? emptyItem), grade: 'green' as Grade }]),
        ),
      },
    });

  return (
    <div className="inspection">
      <Segmented
        block
        aria-label="检查范围"
        value={value?.template ?? 'none'}
        options={[
          { value: 'none' as const, label: '只填三项数据' },
          ...inspectionTemplateCodes.map((code) => ({ value: code, label: inspectionTemplates[code].label })),
        ]}
        onChange={choose}
      />
      {value &&
        sections.map((section) => {
          const done = section.items.filter(({ code }) => value.items[code]?.grade).length;
          return (
            <details
              key={section.code}
              open={
                done < section.items.length ||
                (checked && section.items.some((item) => itemFault(item, value.items[item.code])))
              }
            >
              <summary>
                <strong>{section.label}</strong>{' '}
                <span className="muted num">
                  {done} / {section.items.length}
                </span>
              </summary>
              <ul>
                {section.items.map((item) => (
                  <ItemRow
                    key={item.code}
                    item={item}
                    text={value.items[item.code] ?? emptyItem}
                    checked={checked}
                    onChange={(part) => change(item.code, part)}
                  />
                ))}
              </ul>
              {done < section.items.length && (
                <Button
                  size="small"
                  data-testid={`rest-good-${section.code}`}
                  onClick={() => restGood(section.items)}
                >
                  其余都良好
                </Button>
              )}
            </details>
          );
        })}
    </div>
  );
}

function ItemRow({
  item,
  text,
  checked,
  onChange,
}: {
  item: InspectionItem;
  text: ItemText;
  checked: boolean;
  onChange(part: Partial<ItemText>): void;
}) {
  const fault = checked ? itemFault(item, text) : null;
  const bad = text.grade === 'amber' || text.grade === 'red';
  return (
    <li>
      <div className="inspection-head">
        <span>{item.label}</span>
        {item.kind === 'measure' && (
          <Input
            aria-label={`${item.label}，${item.unit}`}
            data-testid={`inspect-${item.code}-value`}
            inputMode="decimal"
            className="inspection-value"
            suffix={item.unit}
            maxLength={7}
            value={text.value}
            onChange={(event) => onChange({ value: event.target.value })}
          />
        )}
        <fieldset className="grades" aria-label={item.label}>
          {grades.map((grade) => (
            <button
              key={grade}
              type="button"
              className={grade}
              aria-pressed={text.grade === grade}
              data-testid={`inspect-${item.code}-${grade}`}
              onClick={() => onChange({ grade })}
            >
              {gradeLabel[grade]}
            </button>
          ))}
        </fieldset>
      </div>
      {fault && (
        <p className="text-red small" role="alert">
          {item.label}：{fault}
        </p>
      )}
      {bad && (
        <Input
          aria-label={`${item.label}的说明`}
          maxLength={60}
          placeholder="一句话说明，车主会看到"
          value={text.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      )}
      {(bad || item.kind === 'photo') && (
        <PhotoField
          photos={text.photos}
          max={4}
          label="拍照"
          testId={`inspect-${item.code}-photo`}
          onChange={(photos) => onChange({ photos })}
        />
      )}
    </li>
  );
}
