import type { PhotoView, ReportView } from '@cheban/contracts';
import { toDate } from '../../../platform/clock/index.js';
import { adviceFor, gradeWheel, worstGrade } from '../domain/health-grades.js';
import { bookFinding, describeInspection } from '../domain/inspection.js';
import type { HealthReport } from '../persistence/work-order.repository.js';

/** A health report as owners and staff see it. `photos` are all pictures of its items. */
export function reportView(
  report: HealthReport,
  signedBy: string | null,
  photos: readonly PhotoView[],
  signature: PhotoView | null,
): ReportView {
  const wheels = report.wheels.map(gradeWheel);
  return {
    wheels,
    grade: worstGrade(wheels),
    advice: adviceFor(wheels).map((advice) => ({
      ...advice,
      book: advice.grade === 'green' ? null : bookFinding(advice.text, '', 'quick_repair'),
    })),
    remark: report.remark,
    inspection: report.inspection && inspectionView(report.inspection, photos),
    signedBy,
    signedAt: report.signedAt === null ? null : toDate(report.signedAt).toISOString(),
    signature,
  };
}

function inspectionView(
  inspection: NonNullable<HealthReport['inspection']>,
  photos: readonly PhotoView[],
): ReportView['inspection'] {
  const { label, counts, sections } = describeInspection(inspection);
  return {
    template: inspection.template,
    label,
    counts,
    sections: sections.map((section) => ({
      ...section,
      items: section.items.map(({ photoIds, ...item }) => ({
        ...item,
        photos: photos.filter((photo) => photoIds.includes(photo.id)),
      })),
    })),
  };
}
