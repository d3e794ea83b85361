/** How the pieces of this folder look, in the order of the cascade: what stands further down wins. */
import './base.css';
import './button.css';
import './surface.css';
import './toggle.css';
import './picture.css';
import './state.css';
import './code.css';
import './sheet.css';
import './figures.css';
import './screen.css';
