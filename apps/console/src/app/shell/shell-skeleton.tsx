import { Bone } from '../../shared/ui/skeleton.js';

/** Outline of the frame while it is not yet known who works here. */
export function ShellSkeleton() {
  return (
    <div className="shell" aria-busy="true">
      <div className="side">
        <Bone width={96} height={20} />
        {[120, 104, 128, 112, 96, 120].map((width, index) => (
          <Bone key={`${width}-${index.toString()}`} width={width} height={14} />
        ))}
      </div>
      <div className="shell-main">
        <div className="header">
          <Bone width={160} height={18} />
        </div>
        <div className="shell-content">
          <Bone width={180} height={24} />
          <Bone width="100%" height={88} />
          <Bone width="100%" height={320} />
        </div>
      </div>
    </div>
  );
}
