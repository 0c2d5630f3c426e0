// What makes the page swift; without it all works as links and forms.
import { bindCopies } from "./copy.js";
import { bindDrops, watchCheck } from "./drop.js";
import { bindKeys } from "./keys.js";
import { bindForms, watchIndexing } from "./forms.js";
import { bindSheets } from "./read.js";
import { bindStyle } from "./style.js";
import { bindSwaps } from "./swap.js";

bindCopies();
bindKeys();
bindForms();
bindSheets();
bindStyle();
bindSwaps();
watchIndexing();
bindDrops();
watchCheck();
