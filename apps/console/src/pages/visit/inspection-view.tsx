import type { ReportView } from '@cheban/contracts';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { GradeTag } from '../../shared/ui/tag.js';

/** The full inspection as it was signed: what needs attention first, everything below. */
export function InspectionView({ inspection }: { inspection: NonNullable<ReportView['inspection']> }) {
  const { counts } = inspection;
  return (
    <div className="inspection">
      <p className="row-gap">
        <strong>{inspection.label}</strong>
        {counts.red > 0 && <GradeTag grade="red">需处理 {counts.red}</GradeTag>}
        {counts.amber > 0 && <GradeTag grade="amber">需留意 {counts.amber}</GradeTag>}
        <GradeTag grade="green">良好 {counts.green}</GradeTag>
      </p>
      {inspection.sections.map((section) => (
        <details key={section.code} open={section.items.some(({ grade }) => grade !== 'green')}>
          <summary>
            <strong>{section.label}</strong> <span className="muted num">{section.items.length} 项</span>
          </summary>
          <ul>
            {section.items.map((item) => (
              <li key={item.code}>
                <div className="inspection-head">
                  <span>
                    {item.label}
                    {item.value !== null && (
                      <span className="muted num">
                        {' '}
                        {item.value} {item.unit}
                      </span>
                    )}
                  </span>
                  <GradeTag grade={item.grade} />
                </div>
                {item.note && <p className="muted">{item.note}</p>}
                <PhotoStrip photos={item.photos.map((photo) => ({ photo, caption: item.label }))} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
