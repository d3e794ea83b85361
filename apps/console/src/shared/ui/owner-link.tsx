import { Link } from 'react-router';

/** Who it is about, with the way to their page; their number is masked as the server gave it. */
export const OwnerLink = ({
  of: { ownerId, ownerName, phoneMasked },
  strong = false,
}: {
  of: { ownerId: string; ownerName: string; phoneMasked: string | null };
  /** First in a row. */
  strong?: boolean;
}) => (
  <>
    <Link to={`/owners/${ownerId}`} className={strong ? 'strong' : undefined}>
      {ownerName}
    </Link>{' '}
    <span className="muted num">{phoneMasked}</span>
  </>
);
