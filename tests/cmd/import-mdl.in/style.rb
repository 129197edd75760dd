all
exclude_tag :blank_lines
exclude_rule 'MD001' # headings jump
rule 'no-trailing-spaces', :br_spaces => 0
rule 'MD024',
  :allow_different_nesting => true
rule 'MD002', :level => 2
