import './rating.css';
import type { StaffVisitView } from '@cheban/contracts';
import {
  areFewStars,
  type RatingTouchpoint,
  ratingTagLabel,
  ratingTouchpointLabel,
} from '@cheban/contracts/constants';
import { stamp } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';
import { PhotoStrip } from '../photo/photo-strip.js';

type Rating = NonNullable<StaffVisitView['rating']>;

/** What the owner said about a visit. */
export function RatingPanel({ rating }: { rating: Rating }) {
  const bad = areFewStars(rating.stars);
  const touchpoints = Object.entries(rating.touchpoints) as [RatingTouchpoint, number][];
  return (
    <Panel title="车主评价" extra={<span className="small">{stamp(rating.at)}</span>}>
      <p className="rating-stars">
        <span role="img" aria-label={`${rating.stars} 星`} className={bad ? 'bad' : ''}>
          {'★'.repeat(rating.stars)}
          <span className="rating-rest">{'★'.repeat(5 - rating.stars)}</span>
        </span>
        {rating.nps !== null && <span className="muted small">推荐意愿 {rating.nps} / 10</span>}
      </p>
      {rating.text && <p className="rating-text">“{rating.text}”</p>}
      <PhotoStrip photos={rating.photos.map((photo) => ({ photo, caption: '车主照片' }))} />
      {rating.tags.length > 0 && (
        <p className="chips">
          {rating.tags.map((tag) => (
            <Tag key={tag} tone={bad ? 'red' : 'green'}>
              {ratingTagLabel[tag]}
            </Tag>
          ))}
        </p>
      )}
      {touchpoints.length > 0 && (
        <p className="muted small rating-points">
          {touchpoints.map(([point, stars]) => (
            <span key={point}>
              {ratingTouchpointLabel[point]} {stars} 星
            </span>
          ))}
        </p>
      )}
    </Panel>
  );
}
